import CNcurses
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
        let timeout = pending.isEmpty ? timeout : .zero
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

    private func readKeys() {
        var misses = 0
        // Bytes that are no character fail once, and what follows them is still to be read.
        while misses < 2 {
            var character: wint_t = 0
            // What an escape came with tells whether it was a key.
            let isAlone = curses_waiting_bytes(STDIN_FILENO) < 2
            switch wget_wch(keyboard, &character) {
            case OK:
                misses = 0
                for character in sequences.take(character, isAlone: isAlone, at: .now) {
                    if let key = KeyMap.key(character: character) { pending.append(.key(key)) }
                }
            case KEY_CODE_YES:
                misses = 0
                if sequences.isPasting(at: .now) {
                    break
                }
                if sequences.takeEscape() { pending.append(.key(.escape)) }
                if character == wint_t(KEY_MOUSE) {
                    if let event = nextMouseEvent() { pending.append(.mouse(event)) }
                } else if let key = KeyMap.key(code: Int32(bitPattern: character)) {
                    pending.append(.key(key))
                }
            default: misses += 1
            }
        }
        // Nothing has followed it.
        if sequences.takeEscape() { pending.append(.key(.escape)) }
    }

    private func nextMouseEvent() -> MouseEvent? {
        var event = MEVENT()
        guard getmouse(&event) == OK else { return nil }
        let kind: MouseEvent.Kind
        switch event.bstate {
        case let state where state & curses_press != 0: kind = .press
        case let state where state & curses_wheel_up != 0: kind = .wheelUp
        case let state where state & curses_wheel_down != 0: kind = .wheelDown
        default: return nil
        }
        return MouseEvent(
            row: Int(event.y), column: Int(event.x), kind: kind,
            shift: event.bstate & curses_shift != 0, control: event.bstate & curses_control != 0)
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
