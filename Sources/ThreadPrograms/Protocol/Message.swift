import ThreadTrace

/// What a program says: one line of JSON, an object whose `op` says what it is. `ProgramProtocol.md` explains every field.
struct Message {
    /// What its answer is to be numbered with; nil for one that has none.
    var number: Int?
    var operation = ""
    var resource: Int?
    /// A condition's lock, the pool that a thread works for.
    var other: Int?
    var thread: Int?
    var source = 0
    var line = 0
    var isBlocking = true
    /// In seconds; nil for ever.
    var timeout: Double?
    var count = 1
    var item: Int?
    var kind: String?
    var name: String?
    var text: String?
    /// What a thing is known by in all executions.
    var key: String?
    /// Says yes to what the operation makes of it: a daemon, a failure, an action.
    var flag = false
    var members: [Int] = []

    /// The greatest number that a program can use for anything.
    static let greatest = 1 << 31

    /// - Throws: what is wrong with the line.
    init(_ line: UnsafeBufferPointer<UInt8>) throws(ProgramFault) {
        var scanner = JSONScanner(line)
        do throws(LineFault) {
            try read(&scanner)
        } catch {
            throw ProgramFault("said what is no message: \(error.reason)")
        }
        if operation.isEmpty { throw ProgramFault("sent a message without \"op\"") }
    }

    private mutating func read(_ scanner: inout JSONScanner) throws(LineFault) {
        try scanner.expect(UInt8(ascii: "{"))
        guard !scanner.take(UInt8(ascii: "}")) else { return try scanner.expectEnd() }
        while true {
            let key = try scanner.text()
            try scanner.expect(UInt8(ascii: ":"))
            try read(key, &scanner)
            if scanner.take(UInt8(ascii: "}")) { return try scanner.expectEnd() }
            guard scanner.take(UInt8(ascii: ",")) else { throw scanner.unexpected("\",\" or \"}\"") }
        }
    }

    private mutating func read(_ key: String, _ scanner: inout JSONScanner) throws(LineFault) {
        switch key {
        case "n": number = try Self.whole(key, &scanner)
        case "op": operation = try scanner.text()
        case "on": resource = try Self.whole(key, &scanner)
        case "other": other = try Self.whole(key, &scanner)
        case "thread": thread = try Self.whole(key, &scanner)
        case "at": (source, line) = try Self.place(&scanner)
        case "block": isBlocking = try Self.truth(key, &scanner)
        case "timeout": timeout = try Self.seconds(key, &scanner)
        case "count": count = try Self.whole(key, &scanner)
        case "item": item = try Self.whole(key, &scanner)
        case "kind": kind = try scanner.text()
        case "name": name = try scanner.text()
        case "text": text = try scanner.text()
        case "key": self.key = try scanner.text()
        case "flag": flag = try Self.truth(key, &scanner)
        case "members": members = try Self.numbers(&scanner)
        // A later version may say more.
        default: try scanner.skipValue()
        }
    }

    private static func whole(_ key: String, _ scanner: inout JSONScanner) throws(LineFault) -> Int {
        guard case .whole(let number) = try scanner.number(), (0...Int64(greatest)).contains(number) else {
            throw .content("\"\(key)\" is a whole number from 0 to \(greatest)")
        }
        return Int(number)
    }

    private static func truth(_ key: String, _ scanner: inout JSONScanner) throws(LineFault) -> Bool {
        guard case .truth(let truth) = try scanner.value() else {
            throw .content("\"\(key)\" is true or false")
        }
        return truth
    }

    private static func seconds(_ key: String, _ scanner: inout JSONScanner) throws(LineFault) -> Double? {
        switch try scanner.value() {
        case .null: return nil
        case .number(.whole(let number)): return Double(number)
        case .number(.large(let number)): return Double(number)
        case .number(.other(let spelled)):
            if let number = Double(spelled), number.isFinite { return number }
        default: break
        }
        throw .content("\"\(key)\" is a number of seconds, or null for ever")
    }

    private static func place(_ scanner: inout JSONScanner) throws(LineFault) -> (Int, Int) {
        let numbers = try numbers(&scanner)
        guard numbers.count == 2 else { throw .content("\"at\" is a source's number and a line") }
        return (numbers[0], numbers[1])
    }

    /// At most 65,536, so that no line makes anything of more than its own size.
    private static func numbers(_ scanner: inout JSONScanner) throws(LineFault) -> [Int] {
        var numbers: [Int] = []
        try scanner.expect(UInt8(ascii: "["))
        if scanner.take(UInt8(ascii: "]")) { return numbers }
        while numbers.count < 1 << 16 {
            numbers.append(try whole("members", &scanner))
            if scanner.take(UInt8(ascii: "]")) { return numbers }
            try scanner.expect(UInt8(ascii: ","))
        }
        throw .content("a list has 65,536 members at most")
    }
}

/// What a program did that it must not, or how it came to a bad end: a sentence's end, after the program's name.
package struct ProgramFault: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
