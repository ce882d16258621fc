/// Texts: between double quotes with escapes, between single ones as they are; three of either may go over several lines.
extension TOMLScanner {
    mutating func string() throws(TOMLError) -> String {
        if take("\"\"\"") { return try text(closedBy: "\"\"\"", hasEscapes: true, isLong: true) }
        if take("'''") { return try text(closedBy: "'''", hasEscapes: false, isLong: true) }
        return try shortString()
    }

    /// On one line, as keys are.
    mutating func shortString() throws(TOMLError) -> String {
        if take("\"") { return try text(closedBy: "\"", hasEscapes: true, isLong: false) }
        advance()
        return try text(closedBy: "'", hasEscapes: false, isLong: false)
    }

    private mutating func text(
        closedBy quotes: StaticString, hasEscapes: Bool, isLong: Bool
    ) throws(TOMLError) -> String {
        let start = line
        // A line's end right behind the opening quotes is none of the text.
        if isLong { _ = takeLineEnd() }
        var text: [UInt8] = []
        while let byte {
            if take(quotes) {
                // Up to two more quotes belong to the text.
                for _ in 0..<2 where isLong && self.byte == byte {
                    text.append(byte)
                    advance()
                }
                return String(decoding: text, as: UTF8.self)
            }
            if hasEscapes, byte == UInt8(ascii: "\\") {
                advance()
                text += Array(try escape(isLong: isLong).utf8)
            } else if takeLineEnd() {
                guard isLong else {
                    throw TOMLError(line: start, expected: "a closing quote on the same line")
                }
                text.append(UInt8(ascii: "\n"))
            } else if Self.isControl(byte) {
                throw unprintable(byte)
            } else {
                text.append(byte)
                advance()
            }
        }
        throw TOMLError(line: start, expected: "a closing \(quotes)")
    }

    /// Behind a backslash.
    private mutating func escape(isLong: Bool) throws(TOMLError) -> String {
        guard let byte else { throw error("a character to escape") }
        let simple: [UInt8: String] = [
            UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t", UInt8(ascii: "n"): "\n",
            UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "r"): "\r", UInt8(ascii: "\""): "\"",
            UInt8(ascii: "\\"): "\\",
        ]
        if let character = simple[byte] {
            advance()
            return character
        }
        if byte == UInt8(ascii: "u") || byte == UInt8(ascii: "U") {
            advance()
            return try unicode(digits: byte == UInt8(ascii: "u") ? 4 : 8)
        }
        if isLong {
            // A line that ends in a backslash goes on with the next that is not blank.
            skipBlanks()
            guard takeLineEnd() else { throw error("a line's end behind the backslash") }
            repeat { skipBlanks() } while takeLineEnd()
            return ""
        }
        throw error("one of \\b \\t \\n \\f \\r \\\" \\\\ \\u0000 \\U00000000, or single quotes")
    }

    private mutating func unicode(digits: Int) throws(TOMLError) -> String {
        var text = ""
        while text.utf8.count < digits, let byte, Character(Unicode.Scalar(byte)).isHexDigit, byte < 0x80 {
            text.unicodeScalars.append(Unicode.Scalar(byte))
            advance()
        }
        guard text.utf8.count == digits, let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
        else {
            throw error("\(digits) hexadecimal digits of a Unicode scalar")
        }
        return String(Character(scalar))
    }
}
