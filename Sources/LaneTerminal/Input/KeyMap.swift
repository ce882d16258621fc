import CNcurses
import LaneCanvas

/// From what ncurses reads to what a key is called here.
enum KeyMap {
    /// A code that ncurses recognised from the terminal's description. Nil for keys nothing is bound to.
    static func key(code: Int32) -> Key? {
        switch code {
        case KEY_UP, KEY_SR: .up
        case KEY_DOWN, KEY_SF: .down
        case KEY_LEFT, KEY_SLEFT: .left
        case KEY_RIGHT, KEY_SRIGHT: .right
        case KEY_HOME, KEY_A1, KEY_SHOME: .home
        case KEY_END, KEY_C1, KEY_SEND: .end
        case KEY_PPAGE, KEY_A3: .pageUp
        case KEY_NPAGE, KEY_C3: .pageDown
        case KEY_ENTER: .enter
        case KEY_BACKSPACE: .backspace
        case KEY_DC, KEY_SDC: .delete
        case KEY_BTAB: .backTab
        case KEY_F0 + 1...KEY_F0 + 63: .function(Int(code - KEY_F0))
        default: nil
        }
    }

    /// A character as typed. Nil for what is no Unicode scalar.
    static func key(character: wint_t) -> Key? {
        switch character {
        case 0x09: return .tab
        case 0x0A, 0x0D: return .enter
        case 0x1B: return .escape
        case 0x08, 0x7F: return .backspace
        case 0x00...0x1F:
            // Ctrl takes two bits off: Ctrl-A is 0x01, A is 0x41. Letters are named in lower case.
            let lower: wint_t = (1...26).contains(character) ? 0x60 : 0x40
            return Unicode.Scalar(lower + character).map { .control(Character($0)) }
        default: return Unicode.Scalar(character).map { .character(Character($0)) }
        }
    }

    /// What terminals commonly send, whatever their description says. Where TERM understates the terminal (`vt100`
    /// knows no page keys), page up would otherwise read as escape and three letters.
    static let commonSequences: [(sequence: String, code: Int32)] = [
        ("\u{1B}[A", KEY_UP), ("\u{1B}OA", KEY_UP), ("\u{1B}[B", KEY_DOWN), ("\u{1B}OB", KEY_DOWN),
        ("\u{1B}[C", KEY_RIGHT), ("\u{1B}OC", KEY_RIGHT), ("\u{1B}[D", KEY_LEFT), ("\u{1B}OD", KEY_LEFT),
        ("\u{1B}[H", KEY_HOME), ("\u{1B}OH", KEY_HOME), ("\u{1B}[1~", KEY_HOME), ("\u{1B}[7~", KEY_HOME),
        ("\u{1B}[F", KEY_END), ("\u{1B}OF", KEY_END), ("\u{1B}[4~", KEY_END), ("\u{1B}[8~", KEY_END),
        ("\u{1B}[5~", KEY_PPAGE), ("\u{1B}[6~", KEY_NPAGE), ("\u{1B}[3~", KEY_DC), ("\u{1B}[Z", KEY_BTAB),
        ("\u{1B}OM", KEY_ENTER),
    ]

    /// Adds the common sequences that the terminal's description leaves undefined.
    static func defineCommonSequences() {
        for (sequence, code) in commonSequences where key_defined(sequence) == 0 {
            define_key(sequence, code)
        }
    }
}
