import Glibc
import LaneCanvas
import SystemPackage

extension Terminal {
    /// Waits until there is a key, a signal, something to read in `descriptor` (an eventfd or a non-blocking pipe, which is
    /// drained) or the timeout, and returns what has come in: often nothing.
    ///
    /// Blocks in `poll`, so that a screen on which nothing happens takes no time at all. Nil waits for ever.
    package func nextInputs(waitingFor descriptor: FileDescriptor? = nil, timeout: Duration? = nil) -> [Input]
    {
        guard state != .closed else { return [] }
        // What has begun may end with nothing to follow.
        let end = decoder.deadline.map { max(ContinuousClock.now.duration(to: $0), .zero) }
        let timeout = pending.isEmpty ? [timeout, end].compactMap { $0 }.min() : .zero
        // A negative descriptor is one that poll passes over. Until the terminal is ours again, its keys are not.
        var polled = [
            pollfd(fd: state == .open ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor.rawValue, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor?.rawValue ?? -1, events: Int16(POLLIN), revents: 0),
            // News, too.
            pollfd(fd: descriptor == nil ? -1 : guarded.news.rawValue, events: Int16(POLLIN), revents: 0),
        ]
        Self.wait(for: &polled, timeout: timeout)

        if let descriptor, polled[2].revents != 0 { Descriptors.drain(descriptor) }
        if polled[3].revents != 0 { Descriptors.drain(guarded.news) }
        takeSignals()
        if state == .open, polled[0].revents & Int16(POLLIN) != 0 { readKeys() }
        pending += decoder.expire(at: .now)
        if polled[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
            pending.append(.quitSignal(SIGHUP))
        }

        defer { pending.removeAll() }
        return pending
    }

    /// Turns the signals that have arrived into inputs.
    func takeSignals() {
        let arrived = signals.drain()
        let isEnding = arrived.contains(where: SignalPipe.isQuitSignal)
        for signal in arrived {
            switch signal {
            case SIGWINCH: break
            case SIGTSTP: pending.append(.suspended)
            case SIGCONT: if !isEnding { takeBackAfterStop() }
            default:
                if signal == ExitGuard.request { ExitGuard.hear() }
                pending.append(.quitSignal(signal))
            }
        }
        reportSize()
    }

    /// Whatever made the window change, the caller hears of each size once.
    func reportSize() {
        guard state == .open else { return }
        let size = size
        guard size != reportedSize else { return }
        reportedSize = size
        pending.append(.resize(size))
    }

    /// What there is now; there is something.
    private func readKeys() {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            guard let count = try? FileDescriptor.standardInput.read(into: buffer) else { return }
            pending += decoder.take(buffer.prefix(count), at: .now)
        }
    }

    /// Milliseconds are rounded up: rounded down, the last one would be spent spinning.
    private static func wait(for descriptors: inout [pollfd], timeout: Duration?) {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        while true {
            var milliseconds: Int32 = -1
            if let deadline {
                let left = max(ContinuousClock.now.duration(to: deadline), .zero)
                milliseconds = Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up)))
            }
            // Interrupted by a signal of ours, the pipe is readable at the next try.
            if poll(&descriptors, nfds_t(descriptors.count), milliseconds) >= 0 || errno != EINTR { return }
        }
    }
}
