import CNcurses
import Glibc

extension Terminal {
    /// Gives the terminal back, stops the process as Ctrl-Z would have, and takes the terminal again when the process
    /// is continued; the next `nextInputs` says `.resumed`.
    ///
    /// If it was continued only to be ended (`kill` of a stopped job sends both), the terminal stays given back: taking
    /// it from the background would stop the process once more, and it would never die.
    package func suspend() {
        guard state == .open else { return }
        guard signals.handlesStop else {
            pending.append(.resumed)
            return
        }
        giveBack()
        state = .suspended
        repeat {
            signals.stopProcess()
            takeSignals()
            if Descriptors.isInBackground(of: STDIN_FILENO) {
                // Continued without the terminal. A request to end may be on its way behind the continuation.
                signals.wait(milliseconds: 200)
                takeSignals()
            }
            guard !isEnding else { return }
        } while Descriptors.isInBackground(of: STDIN_FILENO)
        takeAgain()
        pending.append(.resumed)
        reportSize()
    }

    private var isEnding: Bool {
        pending.contains { if case .quitSignal = $0 { true } else { false } }
    }

    /// After a stop that nobody could foresee (SIGSTOP), when the shell has used the terminal meanwhile without
    /// getting it back. What it was set to before us is still what we know.
    func takeBackAfterStop() {
        guard state == .open else { return }
        endwin()
        repaint()
        pending.append(.resumed)
    }
}
