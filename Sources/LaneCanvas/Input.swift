/// A key as a terminal tells it apart from others.
package enum Key: Hashable, Sendable {
    case character(Character)
    case up, down, left, right, home, end, pageUp, pageDown
    case enter, escape, backspace, delete, tab, backTab
    /// Ctrl and this letter, in lower case. Ctrl-H, I, J and M are what terminals send for backspace, tab and enter.
    case control(Character)
    /// F1 is 1.
    case function(Int)
}

/// What the mouse did, and in which cell.
package struct MouseEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case press, wheelUp, wheelDown }

    package let row: Int
    package let column: Int
    package let kind: Kind
    package let shift: Bool
    package let control: Bool

    package init(row: Int, column: Int, kind: Kind, shift: Bool = false, control: Bool = false) {
        self.row = row
        self.column = column
        self.kind = kind
        self.shift = shift
        self.control = control
    }
}
