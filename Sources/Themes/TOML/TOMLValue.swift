/// A value in a TOML document, and the line that it begins on.
package struct TOMLValue: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case string(String)
        case integer(Int64)
        case float(Double)
        case boolean(Bool)
        /// A date, a time or both, as it is written: nothing here has a use for one.
        case dateTime(String)
        case array([TOMLValue])
        /// Tables, one for each `[[header]]`.
        case tables([TOMLTable])
        case table(TOMLTable)
    }

    package var content: Content
    /// Counted from 1.
    package let line: Int

    package var string: String? { if case .string(let text) = content { text } else { nil } }
    package var int: Int64? { if case .integer(let number) = content { number } else { nil } }
    package var double: Double? { if case .float(let number) = content { number } else { nil } }
    package var bool: Bool? { if case .boolean(let isTrue) = content { isTrue } else { nil } }
    package var array: [TOMLValue]? { if case .array(let values) = content { values } else { nil } }
    /// Those under headers in double brackets.
    package var tables: [TOMLTable]? { if case .tables(let tables) = content { tables } else { nil } }
    package var table: TOMLTable? { if case .table(let table) = content { table } else { nil } }
}

/// A table of a TOML document: the document itself, what stands under a `[header]`, or `{ between = "braces" }`.
package struct TOMLTable: Hashable, Sendable {
    /// What made it, which says what may still be added.
    enum Origin: Hashable, Sendable {
        /// A longer header, which comes before its own.
        case implied
        case header
        /// A dotted key: more dotted keys may add to it, no header.
        case dottedKey
        /// Braces: it is complete.
        case braces
    }

    var origin: Origin
    /// Where its header stands, if it is one of a list; counted from 1.
    package let line: Int?
    private var values: [String: TOMLValue] = [:]

    init(_ origin: Origin, line: Int? = nil) {
        self.origin = origin
        self.line = line
    }

    package var keys: some Collection<String> { values.keys }

    package internal(set) subscript(key: String) -> TOMLValue? {
        get { values[key] }
        set { values[key] = newValue }
    }
}

/// Where a document is not TOML, and what would be right there.
struct TOMLError: Error, Hashable {
    /// Counted from 1.
    let line: Int
    /// What was expected.
    let expected: String
}
