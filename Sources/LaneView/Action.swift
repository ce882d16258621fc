import LaneCanvas
import ThreadTrace

/// What somebody at the keyboard or the mouse wants of a screen.
package enum Action: Hashable, Sendable {
    case togglePause, step, stepThread
    case slower, faster
    case selectUp, selectDown, pageUp, pageDown, selectFirst, selectLast
    case zoomIn, zoomOut
    case scrollLeft, scrollRight, scrollToStart, followLive
    case nextTheme, previousTheme
    case restart, choose, help, back, quit
    /// From one panel, lane or column to the next.
    case focusNext, focusPrevious
    case showWaits, showContention
    case mouse(MouseEvent)
}

/// What a screen wants done that it cannot do itself: everything beyond what is shown.
package enum Command: Hashable, Sendable {
    case pause, resume, step
    case stepThread(ThreadID)
    /// nil: without waiting at all.
    case setSpeed(Double?)
    case restart
    case nextTheme, previousTheme
    /// Run the scenario of this name.
    case run(String)
    case back, quit
}
