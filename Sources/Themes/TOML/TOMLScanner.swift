/// The bytes of a TOML document, from the first to the last, with the line that it has come to.
struct TOMLScanner {
    private let bytes: [UInt8]
    private(set) var index = 0
    /// Counted from 1.
    private(set) var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        // A byte order mark.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    var byte: UInt8? { peek(0) }

    func peek(_ distance: Int) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
    }

    /// Whether the text came next, and is behind now.
    mutating func take(_ text: StaticString) -> Bool {
        guard starts(with: text) else { return false }
        advance(text.utf8CodeUnitCount)
        return true
    }

    /// The bytes up to the first that does not belong.
    mutating func take(while belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = index
        while let byte, belongs(byte) { advance() }
        return bytes[start..<index]
    }

    mutating func skipBlanks() { _ = take { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    /// Whether a line's end came next, and is behind now.
    mutating func takeLineEnd() -> Bool { take("\n") || take("\r\n") }

    /// Blanks, a comment, and the line's end, if there is one.
    mutating func skipRestOfLine() throws(TOMLError) {
        skipBlanks()
        if byte == UInt8(ascii: "#") {
            let comment = take { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            if let control = comment.first(where: Self.isControl) { throw unprintable(control) }
        }
        guard byte == nil || takeLineEnd() else { throw error("nothing more on this line, or a comment") }
    }

    /// Blanks, comments and lines' ends.
    mutating func skipLines() throws(TOMLError) {
        skipBlanks()
        while let byte, byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        {
            try skipRestOfLine()
            skipBlanks()
        }
    }

    func error(_ expected: String) -> TOMLError { TOMLError(line: line, expected: expected) }

    /// A byte that no text of a document may have as it is.
    static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F }

    func unprintable(_ byte: UInt8) -> TOMLError {
        let digits = String(byte, radix: 16, uppercase: true)
        return error("no control character U+00\(digits.count == 1 ? "0" : "")\(digits) as it is")
    }
}
