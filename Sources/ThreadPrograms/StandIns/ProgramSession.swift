import Glibc
import Synchronization
import ThreadRuntime
import ThreadTrace

/// One run of a program: its process, and what it has told of itself. Shared by all its stand-ins.
///
/// Nothing here is waited for inside the run's monitor, and nothing of the run is asked with the tables locked.
final class ProgramSession: Sendable {
    /// How many threads, and how many things, a program may have made.
    private static let most = 100_000
    private static let mostSources = 4_096
    /// So long a program may take until it says hello: 10 s.
    private static let greeting = Patience(seconds: 10)
    /// So long one that came to its end may take to be gone, in ms.
    private static let farewell = 3_000

    struct Tables {
        var things: [Int: Thing] = [:]
        var threads: [Int: Thread] = [:]
        var sources: [Int: String] = [:]
        var connections: [ObjectIdentifier: Connection] = [:]
        var main: Connection?
        /// Whether its main thread came to its end by itself.
        var hasFinished = false
        var hasStalled = false
        /// How the run ended, when it has.
        var verdict: Verdict?
    }

    /// Nil for an execution of a search, which another process was forked for.
    let process: ProgramProcess?
    /// That other process.
    private let server: ProgramProcess?
    private let isSearched: Bool
    private let texts: ToldTexts
    private let knownThings: KnownThings
    /// Where the program is asked things, beside what its threads ask.
    private let questions: Mutex<Connection?>
    private let tables = Mutex(Tables())

    init(
        _ process: ProgramProcess?, questions: Connection?, isSearched: Bool, texts: ToldTexts,
        knownThings: KnownThings, server: ProgramProcess? = nil
    ) {
        self.knownThings = knownThings
        self.texts = texts
        self.process = process
        self.server = server
        self.questions = Mutex(questions)
        self.isSearched = isSearched
    }

    // MARK: What it has told

    func define(_ thing: Thing, _ number: Int) throws(ProgramFault) {
        try tables.withLock { tables throws(ProgramFault) in
            guard tables.things.count < Self.most else {
                throw ProgramFault("has made more than \(Self.most) things")
            }
            guard tables.things.updateValue(thing, forKey: number) == nil else {
                throw ProgramFault("has made thing \(number) twice")
            }
        }
    }

    /// What a thing is known by in all executions of a search; 0 where it has no key, or nobody needs to know.
    func identity(_ key: String?) -> Int32 {
        guard isSearched, let key else { return 0 }
        return knownThings[key]
    }

    func thing(_ number: Int?) throws(ProgramFault) -> Thing {
        guard let number, let thing = tables.withLock({ $0.things[number] }) else {
            throw ProgramFault("means thing \(number.map(String.init) ?? "(none)"), which it has not made")
        }
        return thing
    }

    func add(_ thread: Thread) throws(ProgramFault) {
        try tables.withLock { tables throws(ProgramFault) in
            guard tables.threads.count < Self.most else {
                throw ProgramFault("has started more than \(Self.most) threads")
            }
            tables.threads[thread.identifier] = thread
        }
    }

    func thread(_ number: Int?) throws(ProgramFault) -> Thread {
        guard let number, let thread = tables.withLock({ $0.threads[number] }) else {
            throw ProgramFault(
                "means thread \(number.map(String.init) ?? "(none)"), which it has not started")
        }
        return thread
    }

    func name(source: Int, _ file: String) throws(ProgramFault) {
        try tables.withLock { tables throws(ProgramFault) in
            guard tables.sources.count < Self.mostSources else {
                throw ProgramFault("has more than \(Self.mostSources) files")
            }
            tables.sources[source] = file
        }
    }

    /// The text of a file that has a number.
    func list(_ text: String, source: Int) throws(ProgramFault) {
        guard let file = tables.withLock({ $0.sources[source] }) else {
            throw ProgramFault("lists source \(source), which it has not named")
        }
        texts.add(text, of: file)
    }

    func site(_ message: Message) -> CallSite {
        guard message.line > 0, let file = tables.withLock({ $0.sources[message.source] }) else {
            return .unknown
        }
        return CallSite(file, UInt(message.line))
    }

    // MARK: Its connections

    /// - Parameter isMain: whether it is the main thread's.
    func open(_ connection: Connection, isMain: Bool = false) {
        tables.withLock { tables in
            tables.connections[ObjectIdentifier(connection)] = connection
            if isMain { tables.main = connection }
        }
    }

    func close(_ connection: Connection) {
        tables.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
        connection.close()
    }

    /// Where a thread is in its own code, as the program has it; empty where it does not say so within 1 s.
    func place(of thread: ThreadID) -> String {
        questions.withLock { questions in
            guard let questions else { return "" }
            questions.send(Array("{\"where\":\(thread.number)}\n".utf8))
            let answer = try? questions.message { waits in if waits > 10 { throw RunCancelled() } }
            return (answer ?? nil)?.text ?? ""
        }
    }

    // MARK: Its end

    /// One of its threads runs its own code, and does not come to an operation.
    func stall() {
        tables.withLock { $0.hasStalled = true }
        // Others are not waited for either.
        server?.end()
    }

    /// Whether somebody wants a search to end.
    var isInterrupted: Bool { isSearched && Interruption.hasCome() }

    var hasStalled: Bool { tables.withLock { $0.hasStalled } }

    func finish() { tables.withLock { $0.hasFinished = true } }

    var hasFinished: Bool { tables.withLock { $0.hasFinished } }

    /// The run is over. Called inside the monitor: whoever still waits for the program is told; the rest is the keeper's.
    func end(_ verdict: Verdict) {
        let connections = tables.withLock { tables in
            tables.verdict = verdict
            let isLeft = tables.endsByItself && !isSearched
            return isLeft ? [tables.main].compactMap(\.self) : Array(tables.connections.values)
        }
        for connection in connections { connection.cut() }
        // Nobody else sees to it, and nobody is kept waiting.
        if isSearched { process?.end() }
    }

    var isOver: Bool { tables.withLock { $0.verdict != nil } }

    /// What happens beside the run: what the process writes is kept, and when the run is over it is seen to its end.
    func keep() {
        guard let process else { return }
        var isOpen = true
        while !isOver {
            if isOpen { isOpen = process.readOutput(milliseconds: 20) } else { usleep(20_000) }
        }
        if tables.withLock({ $0.endsByItself }) {
            // It must not be kept from its end by what nobody reads any more.
            var waits = 0
            while process.ending == nil, waits < Self.farewell / 10 {
                waits += 1
                if isOpen { isOpen = process.readOutput(milliseconds: 10) } else { usleep(10_000) }
                _ = process.takeOutput()
            }
        }
        process.end()
    }

    /// Waits for a program's first word.
    ///
    /// - Parameter isOver: whether nobody wants to hear it any more.
    /// - Throws: `ProgramFault` when it does not come.
    static func greeting(
        _ connection: Connection, _ process: ProgramProcess, isOver: () -> Bool
    ) throws -> Message {
        let message = try connection.message { waits in
            if isOver() { throw RunCancelled() }
            if Self.greeting.isOver(after: waits) {
                throw ProgramFault("has not said hello within 10 s\(process.said)")
            }
        }
        guard let message else {
            if isOver() { throw RunCancelled() }
            let ending = process.ending(within: 2_000).map { "\($0)" } ?? "hung up"
            throw ProgramFault("\(ending) before it had said hello\(process.said)")
        }
        guard message.operation == "hello" else {
            throw ProgramFault("said \"\(message.operation)\" before it had said hello")
        }
        guard message.count == ProgramProtocol.version else {
            connection.send(Array("{\"refuse\":\(ProgramProtocol.version)}\n".utf8))
            throw ProgramFault(
                "speaks version \(message.count) of the protocol; this is \(ProgramProtocol.version)")
        }
        return message
    }

    /// Why a connection ended whose thread had not come to its end.
    func departure() -> any Error {
        let ending = isOver ? nil : process?.ending(within: 2_000)
        if isOver { return RunCancelled() }
        return ProgramFault(
            "\(ending.map { "\($0)" } ?? "hung up") before its thread had come to an end\((process ?? server)?.said ?? "")"
        )
    }
}

extension ProgramSession.Tables {
    /// Whether the program ends without being told to.
    fileprivate var endsByItself: Bool {
        hasFinished && (verdict?.outcome == .finished || verdict?.outcome == .failed)
    }
}
