import LaneCanvas
import Themes

extension Key {
    /// The key as people know it.
    package func name(_ glyphs: Glyphs) -> String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .control(let character): "^\(character.uppercased())"
        case .alt(let character): "Alt-\(character)"
        case .function(let number): "F\(number)"
        case .up: glyphs.up
        case .down: glyphs.down
        case .left: glyphs.left
        case .right: glyphs.right
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .enter: "Enter"
        case .escape: "Esc"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        }
    }
}

extension KeyTable.Entry {
    /// All keys, those of one action after those of the other: `[ - ] +`. Of a digit that may go with Alt, the digit.
    func names(_ glyphs: Glyphs) -> String {
        guard !bindings.isEmpty else { return gesture }
        let count = bindings.map(\.keys.count).max() ?? 0
        // Pairs side by side: up and down, then k and j.
        return (0..<count).flatMap { place in
            bindings.compactMap { binding -> String? in
                guard let key = binding.keys.dropFirst(place).first else { return nil }
                if place > 0, case .alt = key { return nil }
                return key.name(glyphs)
            }
        }.joined(separator: " ")
    }

    /// One key for each action, the one with the shortest name.
    func shortNames(_ glyphs: Glyphs) -> ShortNames {
        var names = bindings.compactMap { binding in
            binding.keys.map { $0.name(glyphs) }.min { $0.count < $1.count }.map {
                (name: $0, action: binding.action)
            }
        }
        // `t` and `T`: one of them hints at the other.
        if let first = names.first,
            names.allSatisfy({ $0.name.lowercased() == first.name.lowercased() })
        {
            names = [first]
        }
        if bindings.isEmpty { return ShortNames(names: [(gesture, nil)], separator: "") }
        return ShortNames(
            names: names.map { ($0.name, $0.action) },
            separator: names.contains(where: { $0.name.utf8.count == 1 || $0.name.count > 1 }) ? " " : "")
    }

    /// Names of keys in a row: `[ ]`, `←→`.
    struct ShortNames {
        fileprivate let names: [(name: String, action: Action?)]
        fileprivate let separator: String

        var text: String { names.map(\.name).joined(separator: separator) }
        var columns: Int { DisplayText.width(of: text) }

        /// What the key in a column does; behind the names, what the first one does.
        func action(at column: Int) -> Action? {
            var end = 0
            for (name, action) in names {
                end += DisplayText.width(of: name + separator)
                if column < end { return action }
            }
            return names.first?.action
        }
    }
}
