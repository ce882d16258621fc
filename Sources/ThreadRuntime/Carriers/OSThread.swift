import Glibc

/// A POSIX thread with a small stack of its own, and an alternate signal stack, so that a crash handler can still run when
/// the stack itself has overflowed.
package struct OSThread: @unchecked Sendable {  // any thread may pass a pthread_t, a number, to pthread_join
    /// Enough for a scenario's body and what the standard library does below it; only touched pages take memory.
    package static let stackBytes = 256 * 1024
    private static let signalStackBytes = 16 * 1024

    private let handle: pthread_t

    /// Starts a thread. `body` must not throw, and the thread must be joined exactly once.
    ///
    /// - Throws: `SpawnError` when the system has no room for another thread.
    package init(
        stackBytes: Int = Self.stackBytes, _ body: @escaping @Sendable () -> Void
    ) throws(SpawnError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackBytes)

        let start = Unmanaged.passRetained(Start(body: body))
        var handle = pthread_t()
        let status = pthread_create(&handle, &attributes, { OSThread.main($0) }, start.toOpaque())
        guard status == 0 else {
            start.release()
            throw SpawnError(reason: String(cString: strerror(status)))
        }
        self.handle = handle
    }

    private init(handle: pthread_t) { self.handle = handle }

    /// The calling thread.
    static var current: OSThread { OSThread(handle: pthread_self()) }

    /// Waits until the thread has ended and gives its stack back.
    package func join() { pthread_join(handle, nil) }

    private final class Start: Sendable {
        let body: @Sendable () -> Void

        init(body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: signalStackBytes, alignment: 16)
        var stack = stack_t(ss_sp: memory, ss_flags: 0, ss_size: signalStackBytes)
        sigaltstack(&stack, nil)
        defer {
            stack.ss_flags = CInt(SS_DISABLE)
            sigaltstack(&stack, nil)
            memory.deallocate()
        }
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        start.body()
        return nil
    }
}

/// Where one thread sleeps until another lets it go on. A permit given early is kept, so no wake-up is lost.
final class Parker: @unchecked Sendable {  // POSIX semaphores may be used from any thread
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func park() {
        while sem_wait(semaphore) != 0 {}  // a signal handler ran
    }

    func unpark() { sem_post(semaphore) }
}

/// The real, monotonic clock, in nanoseconds.
func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// The processor time that the calling thread has used, in nanoseconds.
func processorNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
