/// Reads a TOML document (TOML 1.0.0). Linear in the text, and in its keys' depth.
///
/// Written here because it is this small: the library at hand reads with a parser in another language that does not return on
/// some inputs, does not tell lines, and brings two thirds of the program's size.
struct TOMLDocument {
    /// How deep lists and tables may lie in each other: deeper ones exist only to break things.
    private static let deepest = 64

    private var scanner: TOMLScanner
    private var root = TOMLTable(.header)
    /// The header whose table keys belong to.
    private var header: [String] = []
    private var depth = 0

    static func table(of text: String) throws(TOMLError) -> TOMLTable {
        var document = TOMLDocument(scanner: TOMLScanner(text))
        try document.read()
        return document.root
    }

    private init(scanner: TOMLScanner) { self.scanner = scanner }

    private mutating func read() throws(TOMLError) {
        try scanner.skipLines()
        while scanner.byte != nil {
            if scanner.byte == UInt8(ascii: "[") {
                try readHeader()
            } else {
                let (path, value) = try keyValue()
                try Self.modify(&root, header[...], scanner.line) { table throws(TOMLError) in
                    try Self.insert(value, at: path[...], into: &table)
                }
            }
            try scanner.skipRestOfLine()
            try scanner.skipLines()
        }
    }

    // MARK: Headers

    private mutating func readHeader() throws(TOMLError) {
        let line = scanner.line
        let isList = scanner.take("[[")
        if !isList { scanner.advance() }
        scanner.skipBlanks()
        guard let byte = scanner.byte, byte != UInt8(ascii: "]") else { throw sectionExpected }
        header = try key(sectionExpected)
        guard isList ? scanner.take("]]") : scanner.take("]") else {
            throw scanner.error("\(isList ? "]]" : "]") behind the name of a section")
        }
        let name = header[header.count - 1]
        let error = TOMLError(line: line, expected: "no second [\(header.joined(separator: "."))]")
        try Self.modify(&root, header.dropLast(), line) { parent throws(TOMLError) in
            switch parent[name]?.content {
            case nil:
                let table = TOMLTable(.header, line: isList ? line : nil)
                parent[name] = TOMLValue(content: isList ? .tables([table]) : .table(table), line: line)
            case .tables(let tables) where isList:
                parent[name]?.content = .tables(tables + [TOMLTable(.header, line: line)])
            case .table(var table) where !isList && table.origin == .implied:
                table.origin = .header
                parent[name]?.content = .table(table)
            default: throw error
            }
        }
    }

    private var sectionExpected: TOMLError { scanner.error("the name of a section, such as [palette]") }

    /// Changes the table at a path, through the last of each list of tables; makes what is not there.
    private static func modify(
        _ table: inout TOMLTable, _ path: ArraySlice<String>, _ line: Int,
        _ body: (inout TOMLTable) throws(TOMLError) -> Void
    ) throws(TOMLError) {
        guard let name = path.first else { return try body(&table) }
        switch table[name]?.content {
        case nil:
            var next = TOMLTable(.implied)
            try modify(&next, path.dropFirst(), line, body)
            table[name] = TOMLValue(content: .table(next), line: line)
        case .table(var next) where next.origin != .braces:
            // Nobody else has it meanwhile.
            table[name]?.content = .boolean(false)
            try modify(&next, path.dropFirst(), line, body)
            table[name]?.content = .table(next)
        case .tables(var tables):
            try modify(&tables[tables.count - 1], path.dropFirst(), line, body)
            table[name]?.content = .tables(tables)
        default: throw TOMLError(line: line, expected: "no section within '\(name)', which is a value")
        }
    }

    // MARK: Keys

    private mutating func keyValue() throws(TOMLError) -> ([String], TOMLValue) {
        let path = try key(scanner.error("a key, as in key = \"value\""))
        guard scanner.take("=") else {
            throw scanner.error("= behind the key '\(path.joined(separator: "."))'")
        }
        scanner.skipBlanks()
        return (path, try value())
    }

    /// Names with dots between them, and blanks around them.
    private mutating func key(_ missing: TOMLError) throws(TOMLError) -> [String] {
        var path: [String] = []
        repeat {
            scanner.skipBlanks()
            path.append(try name(missing))
            guard path.count <= Self.deepest else { throw scanner.error("at most \(Self.deepest) names") }
            scanner.skipBlanks()
        } while scanner.take(".")
        return path
    }

    private mutating func name(_ missing: TOMLError) throws(TOMLError) -> String {
        if let byte = scanner.byte, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            return try scanner.shortString()
        }
        let bare = scanner.take { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard !bare.isEmpty else { throw missing }
        return String(decoding: bare, as: UTF8.self)
    }

    private static func insert(
        _ value: TOMLValue, at path: ArraySlice<String>, into table: inout TOMLTable
    ) throws(TOMLError) {
        guard let name = path.first else { return }
        let twice = TOMLError(line: value.line, expected: "'\(name)' once")
        guard path.count > 1 else {
            guard table[name] == nil else { throw twice }
            table[name] = value
            return
        }
        var next: TOMLTable
        switch table[name]?.content {
        case nil: next = TOMLTable(.dottedKey)
        case .table(let known) where known.origin == .dottedKey || known.origin == .implied:
            next = known
            next.origin = .dottedKey
        default: throw twice
        }
        try insert(value, at: path.dropFirst(), into: &next)
        table[name] = TOMLValue(content: .table(next), line: table[name]?.line ?? value.line)
    }

    // MARK: Values

    private mutating func value() throws(TOMLError) -> TOMLValue {
        let line = scanner.line
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw scanner.error("at most \(Self.deepest) lists and tables in each other")
        }
        let content: TOMLValue.Content =
            switch scanner.byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): .string(try scanner.string())
            case UInt8(ascii: "["): .array(try array())
            case UInt8(ascii: "{"): .table(try braces())
            default: try scanner.plainValue()
            }
        return TOMLValue(content: content, line: line)
    }

    private mutating func array() throws(TOMLError) -> [TOMLValue] {
        scanner.advance()
        var values: [TOMLValue] = []
        try scanner.skipLines()
        while !scanner.take("]") {
            values.append(try value())
            try scanner.skipLines()
            if scanner.take(",") {
                try scanner.skipLines()
            } else if scanner.byte != UInt8(ascii: "]") {
                throw scanner.error(", or ] behind a value of a list")
            }
        }
        return values
    }

    private mutating func braces() throws(TOMLError) -> TOMLTable {
        scanner.advance()
        var table = TOMLTable(.braces)
        scanner.skipBlanks()
        if scanner.take("}") { return table }
        repeat {
            scanner.skipBlanks()
            let (path, value) = try keyValue()
            try Self.insert(value, at: path[...], into: &table)
            scanner.skipBlanks()
        } while scanner.take(",")
        guard scanner.take("}") else { throw scanner.error(", or } behind a value of a table") }
        return table
    }
}
