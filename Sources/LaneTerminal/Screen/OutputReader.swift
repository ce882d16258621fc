import CNcurses
import Glibc
import Synchronization

/// A thread that empties the pipes of captured output, so that nobody who prints waits for the screen.
///
/// Invariant: the rings belong to whoever holds them, else to this thread.
struct OutputReader {
    private struct Work {
        let captures: (OutputCapture, OutputCapture)
        let news: Int32
        let end: Int32
    }

    /// Readable when something has come.
    let news: Int32
    private let end: Int32
    private let thread: pthread_t
    private let work: UnsafeMutablePointer<Work>

    /// Nil where there is no room for it; `errno` says why.
    init?(_ output: OutputCapture, _ errors: OutputCapture) {
        held.store(0, ordering: .sequentiallyConsistent)
        (news, end) = (eventfd_nonblocking(), eventfd_nonblocking())
        work = .allocate(capacity: 1)
        work.initialize(to: Work(captures: (output, errors), news: news, end: end))
        var thread = pthread_t()
        // Signals are for the scenario's threads and the screen's.
        var (all, mask) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &mask)
        let error =
            news < 0 || end < 0
            ? errno
            : pthread_create(
                &thread, nil,
                { work in
                    if let work { OutputReader.read(work.assumingMemoryBound(to: Work.self)) }
                    return nil
                }, work)
        pthread_sigmask(SIG_SETMASK, &mask, nil)
        self.thread = thread
        guard error != 0 else { return }
        work.deallocate()
        for descriptor in [news, end] where descriptor >= 0 { _ = Glibc.close(descriptor) }
        errno = error
        return nil
    }

    func close() {
        var one: UInt64 = 1
        _ = write(end, &one, MemoryLayout.size(ofValue: one))
        pthread_join(thread, nil)
        work.deallocate()
        for descriptor in [news, end] { _ = Glibc.close(descriptor) }
    }

    /// The rings are the caller's until `letGo`. For at most a second where the thread does not answer: it may be what crashed.
    /// Async-signal-safe.
    static func hold() {
        held.add(1, ordering: .sequentiallyConsistent)
        var attempts = 1000
        while attempts > 0, isReading.load(ordering: .sequentiallyConsistent) {
            attempts -= 1
            _ = poll(nil, 0, 1)
        }
    }

    static func letGo() { held.subtract(1, ordering: .sequentiallyConsistent) }

    private static func read(_ work: UnsafeMutablePointer<Work>) {
        let (output, errors) = work.pointee.captures
        var polled = [output.reading, errors.reading, work.pointee.end].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        var one: UInt64 = 1
        while true {
            _ = poll(&polled, nfds_t(polled.count), -1)
            if polled[2].revents != 0 { return }
            isReading.store(true, ordering: .sequentiallyConsistent)
            let isFree = held.load(ordering: .sequentiallyConsistent) == 0
            let hasNews = isFree && (output.fill() || errors.fill())
            isReading.store(false, ordering: .sequentiallyConsistent)
            if hasNews {
                _ = write(work.pointee.news, &one, MemoryLayout.size(ofValue: one))
            } else if !isFree {
                _ = poll(nil, 0, 1)
            }
        }
    }
}

private let held = Atomic(0)
private let isReading = Atomic(false)
