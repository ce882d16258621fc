import Glibc
import LaneTerminal

/// Ways to die without closing the screen.
enum Crash: Character {
    case segmentationFault = "s"
    case segmentationFaultOnThread = "S"
    case twoThreadsAtOnce = "2"
    case abort = "a"
    case abortOnThread = "A"
    case fatalError = "f"
    case illegalInstruction = "i"
    case trap = "t"
    case busError = "b"
    case arithmetic = "m"
    case stackOverflow = "o"

    func happen() {
        switch self {
        case .segmentationFault: writeNowhere()
        case .segmentationFaultOnThread: onThread { writeNowhere() }
        case .twoThreadsAtOnce:
            onThread { writeNowhere() }
            onThread { writeNowhere() }
        case .abort: Glibc.abort()
        case .abortOnThread: onThread { Glibc.abort() }
        case .fatalError: Swift.fatalError("the probe was asked to fail")
        case .illegalInstruction: raise(SIGILL)
        case .trap: raise(SIGTRAP)
        case .busError: raise(SIGBUS)
        case .arithmetic: raise(SIGFPE)
        case .stackOverflow: print(overflow(0))
        }
    }
}

func complain(_ message: String) {
    let line = message + "\n"
    _ = write(STDERR_FILENO, line, line.utf8.count)
}

/// What a scenario does that knows of no screen.
func remark(_ message: String) {
    let line = message + "\n"
    _ = write(STDOUT_FILENO, line, line.utf8.count)
}

func ring(_ wakeup: Wakeup) {
    onThread { wakeup.signal() }
}

/// Stands in for a crash reporter that was there first, such as Swift's backtracer.
func handleCrashesBeforeTheTerminal() {
    var action = sigaction()
    action.sa_flags = SA_SIGINFO
    action.__sigaction_handler.sa_sigaction = { _, info, _ in
        let line: StaticString = "the first handler saw the crash\n"
        _ = write(STDOUT_FILENO, line.utf8Start, line.utf8CodeUnitCount)
    }
    sigaction(SIGSEGV, &action, nil)
}

private func writeNowhere() {
    UnsafeMutablePointer<Int>(bitPattern: 16)?.pointee = 1
}

@inline(never)
private func overflow(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 4096) { buffer in
        buffer[depth % 4096] = depth
        return overflow(depth + 1) + buffer[depth % 4096]
    }
}

private func onThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    pthread_create(
        &thread, nil,
        { box in
            if let box { Unmanaged<Box>.fromOpaque(box).takeRetainedValue().body() }
            return nil
        }, Unmanaged.passRetained(Box(body)).toOpaque())
}
