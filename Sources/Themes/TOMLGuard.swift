/// Refuses what must not come before the TOML parser: it takes for granted that a section's name begins as names do, and that no
/// brace closes a list, and where that is not so it does not return (toml++ 3.4: `parse_table_header`, `parse_array`).
///
/// Knows strings, comments, brackets and sections, and nothing else; everything else that is wrong the parser tells. Linear in the
/// text.
struct TOMLGuard {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    /// The brackets that are open, outermost first.
    private var open: [UInt8] = []

    /// - Returns: the first such place: its line, counted from 1, and what would be right there.
    static func problem(in toml: String) -> (line: Int, message: String)? {
        var guarding = TOMLGuard(bytes: Array(toml.utf8))
        return guarding.problem()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        // The parser skips a byte order mark, too.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    private mutating func problem() -> (line: Int, message: String)? {
        var isAtStart = true
        var isSection = false
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                (isAtStart, isSection) = (true, false)
                continue
            case UInt8(ascii: " "), UInt8(ascii: "\t"): continue
            case UInt8(ascii: "#"): while let byte = peek(), byte != UInt8(ascii: "\n") { index += 1 }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString(byte)
            case UInt8(ascii: "[") where isAtStart && open.isEmpty:
                guard beginsSection() else {
                    return (line, "expected the name of a section, such as [palette]")
                }
                isSection = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): if !isSection { open.append(byte) }
            case UInt8(ascii: "]") where !isSection, UInt8(ascii: "}") where !isSection:
                // In ASCII both stand two after what they close.
                guard open.popLast() == byte - 2 else {
                    let bracket = Character(Unicode.Scalar(byte))
                    return (line, "expected no \(bracket) that closes nothing")
                }
            default: break
            }
            isAtStart = false
        }
        return nil
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    private mutating func next() -> UInt8? {
        defer { index += 1 }
        return peek()
    }

    /// Behind the first bracket: whether a name comes, or what the parser refuses by itself.
    private mutating func beginsSection() -> Bool {
        skipBlanks()
        if peek() == UInt8(ascii: "[") {
            index += 1
            skipBlanks()
        }
        guard let byte = peek() else { return true }
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return true
        default: return "_-\"']".utf8.contains(byte)
        }
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
    }

    /// Behind the first quote, to behind the last; of what has no last one, to the end of its line.
    private mutating func skipString(_ quote: UInt8) {
        let isLong = peek() == quote && peek(1) == quote
        if isLong { index += 2 }
        while let byte = peek() {
            if byte == UInt8(ascii: "\n") {
                guard isLong else { return }
                line += 1
            }
            index += 1
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), peek() != UInt8(ascii: "\n") {
                index += 1
            } else if byte == quote, !isLong || peek() == quote && peek(1) == quote {
                index += isLong ? 2 : 0
                return
            }
        }
    }
}
