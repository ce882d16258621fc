import LaneCanvas

/// What reaches the screen from outside: the user's hands, the window, and the signals that concern the terminal.
package enum Input: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// The window has this size now; `Terminal` has adapted already.
    case resize(Size)
    /// The user asked to stop the process (Ctrl-Z). Nothing has happened yet: halt the clock, then call
    /// `Terminal.suspend()`.
    case suspended
    /// The process goes on after a stop; the terminal is taken again and repainted.
    case resumed
    /// Asked to end (SIGINT, SIGTERM, SIGHUP, SIGQUIT), or the terminal is gone (SIGHUP). Close the terminal, then call
    /// `Terminal.dieFromSignal(_:)`.
    case quitSignal(Int32)
}
