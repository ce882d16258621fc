import CNcurses
import Glibc

extension Terminal {
    /// Gives the terminal back, stops the process as Ctrl-Z would have, and takes the terminal again when the process
    /// is continued; the next `nextInputs` says `.resumed`.
    ///
    /// If it was continued only to be ended, the terminal stays given back, and `nextInputs` says so.
    package func suspend() {
        guard state == .open else { return }
        guard signals.handlesStop else {
            pending.append(.resumed)
            return
        }
        giveBack()
        state = .suspended
        signals.stopProcess()
        takeSignals()
        guard awaitForeground() else { return }
        takeAgain()
        pending.append(.resumed)
        reportSize()
    }

    /// After a stop that nobody could foresee (SIGSTOP), when the shell has used the terminal meanwhile without
    /// getting it back. What it was set to before us is still what we know.
    func takeBackAfterStop() {
        guard state == .open else { return }
        state = .suspended
        let isOurs = awaitForeground()
        state = .open
        guard isOurs else { return }
        endwin()
        repaint()
        pending.append(.resumed)
    }

    /// Stops the process as long as it is continued in the background (`bg`), where it could neither read nor draw.
    /// Returns false if it is asked to end.
    ///
    /// `kill` of a stopped job sends a continuation and a request to end, in this order or the other: a process that
    /// stops at once after the first would never see the second. So it waits a moment before.
    private func awaitForeground() -> Bool {
        while !isEnding, Descriptors.isInBackground(of: STDIN_FILENO) {
            signals.wait(milliseconds: 500)
            takeSignals()
            guard !isEnding, Descriptors.isInBackground(of: STDIN_FILENO) else { break }
            signals.stopProcess()
            takeSignals()
        }
        return !isEnding
    }

    var isEnding: Bool {
        pending.contains { if case .quitSignal = $0 { true } else { false } }
    }
}
