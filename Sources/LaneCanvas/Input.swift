/// A key as a terminal tells it apart from others.
package enum Key: Hashable, Sendable {
    case character(Character)
    case up, down, left, right, home, end, pageUp, pageDown
    case enter, escape, backspace, delete, tab, backTab
    /// Ctrl and this letter, in lower case. Ctrl-H, I, J and M are what terminals send for backspace, tab and enter.
    case control(Character)
    /// Alt and this digit. Nothing is bound to Alt and anything else.
    case alt(Character)
    /// F1 is 1.
    case function(Int)
}

/// What the mouse did, and in which cell.
package struct MouseEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case press, drag, wheelUp, wheelDown }

    package let row: Int
    package let column: Int
    package let kind: Kind
    package let shift: Bool
    package let control: Bool
    /// 2 for the second press in a cell, soon after the first, which has been told already.
    package let clicks: Int

    package init(
        row: Int, column: Int, kind: Kind, shift: Bool = false, control: Bool = false, clicks: Int = 1
    ) {
        self.row = row
        self.column = column
        self.kind = kind
        self.shift = shift
        self.control = control
        self.clicks = clicks
    }

    /// The same as a part of the window sees it that begins so many rows and columns from its corner.
    package func moved(up rows: Int, left columns: Int) -> MouseEvent {
        MouseEvent(
            row: row - rows, column: column - columns, kind: kind, shift: shift, control: control,
            clicks: clicks)
    }

    /// Which way the wheel was turned, as rows that come into view: -1, 1, or 0 where it was not.
    package var wheel: Int {
        switch kind {
        case .wheelUp: -1
        case .wheelDown: 1
        case .press, .drag: 0
        }
    }
}

/// What reaches the screen from outside: the user's hands, the window, and the signals that concern the terminal.
package enum Input: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// Text from elsewhere, as it is: it may hold anything.
    case paste(String)
    /// The window has this size now; the screen has adapted already.
    case resize(Size)
    /// The user asked to stop the process (Ctrl-Z). Nothing has happened yet: halt the clock, then give the
    /// terminal back and stop.
    case suspended
    /// The process goes on after a stop; the terminal is taken again and repainted.
    case resumed
    /// Asked to end by a signal, or the terminal is gone (SIGHUP), or another thread exits (0, which no signal is). Give the terminal
    /// back, then die from this signal.
    case quitSignal(Int32)
}

extension Character {
    package var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
