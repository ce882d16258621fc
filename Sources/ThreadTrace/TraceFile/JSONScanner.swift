/// Reads one line of JSON (RFC 8259) from left to right, without making anything of what is not asked for.
///
/// Never looks outside its bytes, and never goes deeper than 64 levels.
package struct JSONScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    package private(set) var position = 0

    /// A number as it is spelled.
    package enum Number {
        case whole(Int64)
        /// Beyond 63 bits.
        case large(UInt64)
        /// With a fraction, an exponent, or beyond 64 bits.
        case other(String)
    }

    /// What stands in a place where one value is expected.
    package enum Value {
        case null
        case truth(Bool)
        case number(Number)
        case text(String)
        /// An array or object, gone past.
        case nested
    }

    private static let deepest = 64

    package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next byte that is no space; 0 at the end of the line.
    package mutating func peek() -> UInt8 {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == 0x20 || byte == 0x09 || byte == 0x0D else { return byte }
            position += 1
        }
        return 0
    }

    package var isAtEnd: Bool { position >= bytes.count }

    /// Some editors begin a file with one.
    mutating func skipByteOrderMark() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Goes past a byte, if it comes next.
    package mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte, !isAtEnd else { return false }
        position += 1
        return true
    }

    package mutating func expect(_ byte: UInt8) throws(LineFault) {
        guard take(byte) else { throw unexpected("\"\(Unicode.Scalar(byte))\"") }
    }

    package mutating func expectEnd() throws(LineFault) {
        _ = peek()
        guard isAtEnd else { throw unexpected("the end of the line") }
    }

    package func unexpected(_ wanted: String) -> LineFault {
        guard position < bytes.count else { return .syntax("the line ends where \(wanted) has to be") }
        let rest = String(decoding: bytes[position..<min(position + 160, bytes.count)], as: UTF8.self)
        return .syntax("not JSON: \(rest.quoted) where \(wanted) has to be")
    }

    // MARK: Numbers

    package mutating func number() throws(LineFault) -> Number {
        _ = peek()
        let start = position
        let isNegative = position < bytes.count && bytes[position] == 0x2D
        if isNegative { position += 1 }
        let digits = position
        var magnitude: UInt64 = 0
        var overflow = false
        while position < bytes.count {
            let digit = bytes[position] &- 0x30
            guard digit <= 9 else { break }
            // 18 digits can not overflow.
            if position - digits < 18 {
                magnitude = magnitude &* 10 &+ UInt64(digit)
            } else {
                let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
                magnitude = sum
                overflow = overflow || tooLarge || carry
            }
            position += 1
        }
        guard position > digits, position == digits + 1 || bytes[digits] != 0x30 else {
            position = start
            throw unexpected("a number")
        }
        let isFraction = try skipFraction()
        if isFraction || overflow { return .other(spelled(from: start)) }
        if isNegative {
            return magnitude <= Int64.min.magnitude
                ? .whole(Int64(truncatingIfNeeded: 0 &- magnitude)) : .other(spelled(from: start))
        }
        return magnitude <= UInt64(Int64.max) ? .whole(Int64(magnitude)) : .large(magnitude)
    }

    private func spelled(from start: Int) -> String {
        String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Goes past what may follow the digits of a whole number.
    private mutating func skipFraction() throws(LineFault) -> Bool {
        guard position < bytes.count else { return false }
        let start = position
        if bytes[position] == 0x2E {
            position += 1
            try skipDigits()
        }
        if position < bytes.count, bytes[position] | 0x20 == 0x65 {
            position += 1
            if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
            try skipDigits()
        }
        return position > start
    }

    private mutating func skipDigits() throws(LineFault) {
        let start = position
        while position < bytes.count, bytes[position] &- 0x30 <= 9 { position += 1 }
        if position == start { throw unexpected("a digit") }
    }

    // MARK: Texts

    /// What `find` knows of a text of 8 bytes at most and without escapes, given its bytes, the last in the lowest place.
    /// Only then it is gone past.
    mutating func word<Meaning>(_ find: (UInt64) -> Meaning?) -> Meaning? {
        guard peek() == 0x22 else { return nil }
        var packed: UInt64 = 0
        var end = position + 1
        while end < bytes.count, bytes[end] != 0x22 {
            guard end - position <= 8 else { return nil }
            packed = packed << 8 | UInt64(bytes[end])
            end += 1
        }
        guard end < bytes.count, let meaning = find(packed) else { return nil }
        position = end + 1
        return meaning
    }

    package mutating func text() throws(LineFault) -> String {
        try expect(0x22)
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x22 {
                position += 1
                return try string(bytes[start..<position - 1])
            }
            if byte == 0x5C { return try escapedText(from: start) }
            guard byte >= 0x20 else {
                throw unexpected("the rest of a text, with control characters escaped,")
            }
            position += 1
        }
        throw unexpected("the rest of a text")
    }

    private func string(_ part: Slice<UnsafeBufferPointer<UInt8>>) throws(LineFault) -> String {
        guard let text = String(validating: part, as: UTF8.self) else {
            throw .content("a text is not UTF-8; write the file in UTF-8, or other characters as \\u escapes")
        }
        return text
    }

    /// The same from the first escape on.
    private mutating func escapedText(from start: Int) throws(LineFault) -> String {
        var copy = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x22 {
                position += 1
                return try copy.withUnsafeBufferPointer { copy throws(LineFault) in try string(copy[...]) }
            }
            guard byte >= 0x20 else {
                throw unexpected("the rest of a text, with control characters escaped,")
            }
            position += 1
            if byte == 0x5C { try escape(into: &copy) } else { copy.append(byte) }
        }
        throw unexpected("the rest of a text")
    }

    private mutating func escape(into copy: inout [UInt8]) throws(LineFault) {
        guard position < bytes.count else { throw unexpected("the rest of an escape") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: copy.append(byte)
        case 0x62: copy.append(0x08)
        case 0x66: copy.append(0x0C)
        case 0x6E: copy.append(0x0A)
        case 0x72: copy.append(0x0D)
        case 0x74: copy.append(0x09)
        case 0x75: copy.append(contentsOf: UTF8.encode(try escapedScalar()) ?? .init())
        default:
            position -= 1
            throw unexpected("an escape")
        }
    }

    /// Half of a surrogate pair becomes the replacement character: some languages can write no better for what is no text.
    private mutating func escapedScalar() throws(LineFault) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75
        else { return "\u{FFFD}" }
        let start = position
        position += 2
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second) else {
            position = start
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(LineFault) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
            else { throw unexpected("four hexadecimal digits") }
            number = number << 4 | UInt32(digit)
            position += 1
        }
        return number
    }

    // MARK: Values

    /// One value. Of arrays and objects nothing is kept.
    package mutating func value(depth: Int = 0) throws(LineFault) -> Value {
        let byte = peek()
        switch byte {
        case 0x22: return .text(try text())
        case 0x5B, 0x7B:
            try skipNested(depth: depth)
            return .nested
        case 0x6E: return try literal("null", .null)
        case 0x74: return try literal("true", .truth(true))
        case 0x66: return try literal("false", .truth(false))
        case 0x2D, 0x30...0x39: return .number(try number())
        default: throw unexpected("a value")
        }
    }

    package mutating func skipValue(depth: Int = 0) throws(LineFault) { _ = try value(depth: depth) }

    private mutating func literal(_ word: StaticString, _ value: Value) throws(LineFault) -> Value {
        let count = word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { word in
            position + count <= bytes.count && bytes[position..<position + count].elementsEqual(word)
        }
        guard matches else { throw unexpected("a value") }
        position += count
        return value
    }

    private mutating func skipNested(depth: Int) throws(LineFault) {
        guard depth < Self.deepest else {
            throw .content("nested more than \(Self.deepest) levels deep; events and definitions are flat")
        }
        let isObject = peek() == 0x7B
        let end: UInt8 = isObject ? 0x7D : 0x5D
        position += 1
        if take(end) { return }
        while true {
            if isObject {
                _ = try text()
                try expect(0x3A)
            }
            try skipValue(depth: depth + 1)
            if take(end) { return }
            guard take(0x2C) else { throw unexpected(isObject ? "\",\" or \"}\"" : "\",\" or \"]\"") }
        }
    }
}
