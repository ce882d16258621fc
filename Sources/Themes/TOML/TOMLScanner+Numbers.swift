/// Whatever begins without a quote or a bracket: numbers, true and false, dates.
extension TOMLScanner {
    mutating func plainValue() throws(TOMLError) -> TOMLValue.Content {
        let word = String(decoding: takeWord(), as: UTF8.self)
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "inf", "+inf": return .float(.infinity)
        case "-inf": return .float(-.infinity)
        case "nan", "+nan", "-nan": return .float(.nan)
        default: break
        }
        if Self.isDate(word) { return .dateTime(word) }
        if let number = Self.integer(word) { return .integer(number) }
        if let number = Self.float(word) { return .float(number) }
        throw error("a value: a text between quotes, a number, true or false, a list or a table")
    }

    /// A date and a time may have one blank between them.
    private mutating func takeWord() -> ArraySlice<UInt8> {
        func belongs(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        var word = take(while: belongs)
        let isDay = word.count == 10 && word.dropFirst(4).first == UInt8(ascii: "-")
        if isDay, byte == UInt8(ascii: " "), let next = peek(1),
            (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= next
        {
            advance()
            word += [UInt8(ascii: " ")] + take(while: belongs)
        }
        return word
    }

    /// As RFC 3339 has it, with or without each of its parts; whether there is such a day nobody asks.
    private static func isDate(_ word: String) -> Bool {
        let time = /([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?/
        if word.wholeMatch(of: time) != nil { return true }
        guard let day = word.prefixMatch(of: /\d{4}-\d{2}-\d{2}/) else { return false }
        var rest = word[day.range.upperBound...]
        if rest.isEmpty { return true }
        guard let separator = rest.popFirst(), "Tt ".contains(separator),
            let clock = rest.prefixMatch(of: time)
        else { return false }
        rest = rest[clock.range.upperBound...]
        return rest.isEmpty || rest.wholeMatch(of: /[Zz]|[+-]([01]\d|2[0-3]):[0-5]\d/) != nil
    }

    private static func integer(_ word: String) -> Int64? {
        for (prefix, radix, digits) in [
            ("0x", 16, "0123456789abcdefABCDEF"), ("0o", 8, "01234567"), ("0b", 2, "01"),
        ] where word.hasPrefix(prefix) {
            let rest = word.dropFirst(2)
            guard let plain = withoutUnderscores(rest, digits) else { return nil }
            return Int64(plain, radix: radix)
        }
        let sign = word.first.flatMap { "+-".contains($0) ? $0 : nil }
        guard let digits = withoutUnderscores(word.dropFirst(sign == nil ? 0 : 1), "0123456789"),
            digits == "0" || !digits.hasPrefix("0")
        else { return nil }
        return Int64((sign.map(String.init) ?? "") + digits)
    }

    private static func float(_ word: String) -> Double? {
        let form = /[+-]?(0|[1-9](_?\d)*)(\.\d(_?\d)*)?([eE][+-]?\d(_?\d)*)?/
        let isWhole = !word.contains { ".eE".contains($0) }
        return isWhole || word.wholeMatch(of: form) == nil ? nil : Double(word.filter { $0 != "_" })
    }

    /// Digits, an underscore only between two of them.
    private static func withoutUnderscores(_ text: Substring, _ digits: String) -> String? {
        guard let first = text.first, digits.contains(first), let last = text.last, digits.contains(last),
            text.allSatisfy({ $0 == "_" || digits.contains($0) }), !text.contains("__")
        else { return nil }
        return text.filter { $0 != "_" }
    }
}
