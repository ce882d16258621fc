import LaneCanvas

/// A key that a terminal reports with numbers, as CSI u, as xterm's modifyOtherKeys, or as a cursor key with modifiers.
struct KeyReport: Hashable {
    /// The code point, or a number that stands for a key without one.
    private let code: Int?
    /// The sequence that the same key sends without modifiers.
    private let plain: [UInt8]
    private let isShifted: Bool
    private let isControl: Bool
    private let isAlternate: Bool
    /// With another modifier that nothing here is bound to, or let go rather than pressed.
    private let isForeign: Bool

    /// - Parameter sequence: CSI, parameters and a final byte. Nil for what is no report of a key.
    init?(_ sequence: [UInt8]) {
        guard let final = sequence.last, sequence.count > 3, sequence.starts(with: [0x1B, UInt8(ascii: "[")])
        else { return nil }
        let fields = sequence[2..<sequence.count - 1].split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
        ).map {
            $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).compactMap(Self.number)
        }
        guard fields.allSatisfy({ !$0.isEmpty }) else { return nil }
        let first = fields[0][0]
        let modifier = fields.count > 1 ? fields[1] : [1]
        // Caps lock and num lock are nobody's wish.
        let bits = (max(modifier[0], 1) - 1) & 0x3F
        isShifted = bits & 1 != 0
        isControl = bits & 4 != 0
        isAlternate = bits & 2 != 0
        isForeign = bits & ~7 != 0 || modifier.dropFirst().first == Self.release

        plain =
            [0x1B, UInt8(ascii: "[")] + (final == UInt8(ascii: "~") ? Array("\(first)".utf8) : []) + [final]
        switch (final, fields.count) {
        // The second number of the first field is what shift makes of the key.
        case (UInt8(ascii: "u"), 1...3): code = isShifted ? fields[0].dropFirst().first ?? first : first
        case (UInt8(ascii: "~"), 3) where first == 27: code = fields[2][0]
        case (UInt8(ascii: "~"), 2): code = nil
        // Where the cursor is, which a terminal tells so, is no F3.
        case (UInt8(ascii: "R"), _): return nil
        case (_, 2) where first == 1: code = nil
        default: return nil
        }
    }

    private static let release = 3

    /// 1 where there is none; nil for what is no number of a reasonable size.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        if digits.isEmpty { return 1 }
        guard digits.count <= 7 else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// Nil where nothing can be bound to it.
    func key(_ sequences: KeySequences) -> Key? {
        guard !isForeign else { return nil }
        if isAlternate {
            // Alt and a digit, whatever else is held; nothing is bound to Alt and anything else.
            guard !isControl, let code, (48...57).contains(code) else { return nil }
            return .alt(Character(Unicode.Scalar(UInt8(code))))
        }
        guard let code else { return isControl ? nil : sequences[plain] }
        if isControl {
            guard let scalar = Unicode.Scalar(UInt32(code)), ("a"..."z").contains(scalar) else { return nil }
            return .control(Character(scalar))
        }
        if let key = Self.numbered[code] { return key }
        if code == 9, isShifted { return .backTab }
        // The rest of what kitty has numbers for: media keys and modifiers alone.
        guard !(57344...63743).contains(code) else { return nil }
        // No key is a control character but these.
        guard code >= 32 || [8, 9, 10, 13, 27].contains(code) else { return nil }
        let key = KeyMap.key(character: UInt32(code))
        guard isShifted, case .character(let character) = key else { return key }
        return character.uppercased().first.map(Key.character)
    }

    /// Kitty's numbers for the keypad.
    private static let numbered: [Int: Key] = Dictionary(
        uniqueKeysWithValues: zip(57399..., "0123456789./*-+".map(Key.character))
            + [
                (57414, .enter), (57415, .character("=")), (57417, .left), (57418, .right), (57419, .up),
                (57420, .down), (57421, .pageUp), (57422, .pageDown), (57423, .home), (57424, .end),
                (57426, .delete),
            ])
}
