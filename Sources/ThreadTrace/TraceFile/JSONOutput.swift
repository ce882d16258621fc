/// Bytes of JSON, put together by hand: events are written by the million.
package struct JSONOutput: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package var count: Int { bytes.count }

    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    package mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package mutating func raw(_ more: [UInt8]) { bytes += more }

    package mutating func byte(_ character: Unicode.Scalar) {
        bytes.append(UInt8(truncatingIfNeeded: character.value))
    }

    package mutating func number(_ number: some BinaryInteger) {
        if number < 0 { byte("-") }
        var rest = UInt64(number.magnitude)
        guard rest >= 10 else {
            bytes.append(48 + UInt8(truncatingIfNeeded: rest))
            return
        }
        let start = bytes.count
        while rest > 0 {
            bytes.append(48 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }

    /// A text in quotation marks. Whatever would not show as itself on a terminal, or act on it, is escaped: control and
    /// format characters, overrides of direction, line and paragraph separators.
    package mutating func text(_ text: String) {
        byte("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": raw("\\\"")
            case "\\": raw("\\\\")
            case "\n": raw("\\n")
            case "\t": raw("\\t")
            case " "..."~": byte(scalar)
            default:
                if Self.isHarmless(scalar) {
                    bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
                } else {
                    for unit in UTF16.encode(scalar) ?? .init() { escape(unit) }
                }
            }
        }
        byte("\"")
    }

    private mutating func escape(_ unit: UInt16) {
        raw("\\u")
        for shift in [12, 8, 4, 0] as [UInt16] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 15)
            bytes.append(digit < 10 ? 48 + digit : 87 + digit)
        }
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
        default: true
        }
    }
}
