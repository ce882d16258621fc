import LaneCanvas

extension Key {
    /// The key of a name as `name` gives it, or as people write it in a script: `space`, `Shift-Tab`, `Up`, `^C`, `F1`, `.`.
    ///
    /// Words in either case; a single character is itself. nil for what is no key.
    package static func key(named name: String) -> Key? {
        if let word = words[name.lowercased()] { return word }
        if name.count == 1 { return name.first.map(Key.character) }
        if name.count == 2, name.first == "^", let letter = name.lowercased().last, letter.isLetter {
            return .control(letter)
        }
        if name.count == 5, name.lowercased().hasPrefix("alt-"), let digit = name.last, digit.isASCIIDigit {
            return .alt(digit)
        }
        guard name.lowercased().hasPrefix("f"), let number = Int(name.dropFirst()), 1...63 ~= number,
            name.dropFirst() == "\(number)"
        else { return nil }
        return .function(number)
    }

    /// Arrows also as glyphs draw them.
    private static let words: [String: Key] = [
        "space": .character(" "), "enter": .enter, "esc": .escape, "tab": .tab, "shift-tab": .backTab,
        "up": .up, "down": .down, "left": .left, "right": .right, "↑": .up, "↓": .down, "←": .left,
        "→": .right,
        "<-": .left, "->": .right, "home": .home, "end": .end, "pgup": .pageUp, "pgdn": .pageDown,
        "backspace": .backspace, "del": .delete,
    ]
}
