import LaneCanvas

/// From a character to what its key is called here.
enum KeyMap {
    /// A character as typed. Nil for what is no Unicode scalar.
    static func key(character: UInt32) -> Key? {
        switch character {
        case 0x09: return .tab
        case 0x0A, 0x0D: return .enter
        case 0x1B: return .escape
        case 0x08, 0x7F: return .backspace
        case 0x00...0x1F:
            // Ctrl takes two bits off: Ctrl-A is 0x01, A is 0x41. Letters are named in lower case.
            let lower: UInt32 = (1...26).contains(character) ? 0x60 : 0x40
            return Unicode.Scalar(lower + character).map { .control(Character($0)) }
        default: return Unicode.Scalar(character).map { .character(Character($0)) }
        }
    }
}
