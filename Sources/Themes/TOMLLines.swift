/// Finds the line on which a key stands, which the TOML parser does not tell of values that it could read.
struct TOMLLines {
    private var keys: [String: Int] = [:]

    /// Knows sections of one name and keys at the start of a line: all that a theme consists of.
    init(_ toml: String) {
        var section = ""
        for (index, line) in Self.split(toml).enumerated() {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.first == "[" {
                section = String(text.dropFirst().prefix { $0 != "]" }.filter { $0 != " " })
                keys[section, default: index + 1] = index + 1
            } else if let equals = text.firstIndex(of: "="), text.first != "#" {
                let key = text[..<equals].filter { $0 != " " && $0 != "\t" && $0 != "\"" }
                keys["\(section).\(key)", default: index + 1] = index + 1
            }
        }
    }

    /// The key's line counted from 1, or the section's where the key is nil or missing.
    func line(of key: String?, in section: String) -> Int? {
        if let key, section.isEmpty { return keys[".\(key)"] ?? keys[key] }
        return key.flatMap { keys["\(section).\($0)"] } ?? keys[section]
    }

    /// Windows' line ends are one character in Swift.
    private static func split(_ toml: String) -> [Substring] {
        toml.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }
}
