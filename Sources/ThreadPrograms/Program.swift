import Glibc
import ThreadRuntime
import ThreadTrace

/// A program of another language, as something to watch: each run of it starts it anew, as a process of its own.
package struct Program: Sendable {
    /// How it is called on screen.
    private let name: String
    private let typed: Scenario.Typed
    private let title: String
    /// How complaints of it begin.
    private let label: String
    private let summary: String
    private let chapter: String
    /// By whether steps are chosen.
    private let launch: @Sendable (Bool) -> ProgramProcess.Launch
    /// Where it can be forked.
    private let servers: ForkServers?
    private let knownThings = KnownThings()
    private let settings: Settings
    /// The texts of its files, by the names that it has for them; the first is the program's own.
    private let file: String
    private let texts: ToldTexts

    /// How a program is watched, beyond its primitives.
    package struct Settings: Hashable, Sendable {
        /// Whether each line of its own files is a step.
        package var lines = false
        /// Whether what its threads share without a primitive is shown.
        package var shared = true
        /// Whether a search starts a new process for each execution, where it would fork one that has everything loaded.
        package var isIsolated = false
        /// Of a notebook, the number of the one cell that is to be run, with those that it needs; nil for all.
        package var cell: Int?
        /// Of Python, the name of the module that is to be run, as `python -m` runs it; nil for a file.
        package var module: String?

        package init(
            lines: Bool = false, shared: Bool = true, isIsolated: Bool = false, cell: Int? = nil,
            module: String? = nil
        ) {
            self.module = module
            self.isIsolated = isIsolated
            self.lines = lines
            self.shared = shared
            self.cell = cell
        }
    }

    /// Any program that speaks the protocol.
    package init(command: [String]) {
        name = command.joined(separator: " ")
        typed = Scenario.Typed(name: "--", arguments: " \(name)")
        title = "a program"
        label = command.first ?? ""
        summary = "A program that says what its threads do."
        chapter = "Programs"
        launch = { _ in ProgramProcess.Launch(command: command) }
        settings = Settings()
        servers = nil
        file = ""
        texts = ToldTexts()
    }

    init(
        _ name: String, typed: Scenario.Typed, title: String, summary: String, file: String,
        texts: [String: String],
        _ settings: Settings, launch: @escaping @Sendable (Bool) -> ProgramProcess.Launch
    ) {
        self.name = name
        self.typed = typed
        self.title = title
        label = file
        self.summary = summary
        self.file = file
        self.texts = ToldTexts(texts)
        self.settings = settings
        self.launch = launch
        servers = settings.isIsolated ? nil : ForkServers()
        chapter = "Python"
    }

    /// What runs it.
    package var scenario: Scenario {
        Scenario(
            program: name, typed: typed, title: title, summary: summary, chapter: chapter, file: file,
            texts: texts,
            body: run)
    }

    /// What the main thread's stand-in does.
    @Sendable private func run() throws {
        let standIn = try StandIn()
        do {
            if standIn.isSearched, let servers { return try run(standIn, forkedFrom: servers) }
            let (session, connection) = try standIn.whileClockIsHeld { try begin(standIn) }
            try Service(session, connection, name: label, isMain: true).run()
        } catch let fault as ProgramFault {
            throw ThreadFailure(description: "\(label) \(fault)")
        }
    }

    /// A program that has said hello, and is told to go.
    private func begin(_ standIn: StandIn) throws -> (ProgramSession, Connection) {
        let (own, other) = try Connection.pair()
        let process: ProgramProcess
        do {
            defer { Connection.close(other) }
            process = try ProgramProcess(launch(standIn.isControlled), connection: other)
        }
        let (questions, asked) = try Connection.pair()
        defer { Connection.close(asked) }
        let session = ProgramSession(
            process, questions: questions, isSearched: standIn.isSearched, texts: texts,
            knownThings: knownThings)
        try open(session, own, standIn)
        try standIn.keep { session.keep() }
        _ = try ProgramSession.greeting(own, process) { session.isOver }
        own.send(go(isControlled: standIn.isControlled, isSearched: standIn.isSearched), with: asked)
        return (session, own)
    }

    private func open(_ session: ProgramSession, _ own: Connection, _ standIn: StandIn) throws {
        session.open(own, isMain: true)
        try session.add(Threading.current)
        standIn.whenOver { session.end($0) }
    }

    /// One execution of a search.
    private func run(_ standIn: StandIn, forkedFrom servers: ForkServers) throws {
        let server = try servers.take(makeServer)
        let (own, other) = try Connection.pair()
        server.run(on: other)
        Connection.close(other)
        let session = ProgramSession(
            nil, questions: nil, isSearched: true, texts: texts, knownThings: knownThings,
            server: server.process)
        try open(session, own, standIn)
        standIn.whenOver { _ in
            // A thread that computes does not notice that the run is over.
            servers.giveBack(server, isWell: !session.hasStalled)
        }
        try Service(session, own, name: label, isMain: true).run()
    }

    /// Has a first process ready that a search can fork, where it is one to be forked.
    ///
    /// - Returns: what of the program makes each execution a process of its own, nil where one carries out many, or that was asked for; and
    ///   what else is to be known of it.
    /// - Throws: `ProgramFault` for a program that does not start, as what it is made of is no program.
    package func prepareSearch() throws -> (reason: String?, note: String?) {
        guard let servers else { return (nil, nil) }
        let server = try makeServer()
        servers.give(server)
        return (server.reason, server.note)
    }

    private func makeServer() throws -> ForkServer {
        try ForkServer(launch(true), go: go(isControlled: true, isSearched: true, isServer: true))
    }

    private func go(isControlled: Bool, isSearched: Bool, isServer: Bool = false) -> [UInt8] {
        let facts: KeyValuePairs = [
            "controlled": "\(isControlled)", "searched": "\(isSearched)", "server": "\(isServer)",
            "lines": "\(settings.lines)",
            "shared": "\(settings.shared)", "cell": "\(settings.cell ?? 0)",
        ]
        var text = "{\"go\":\(ProgramProtocol.version)"
        for (key, value) in facts { text += ",\"\(key)\":\(value)" }
        var json = JSONOutput()
        json.raw(Array("\(text),\"module\":".utf8))
        json.text(settings.module ?? "")
        json.raw("}\n")
        return json.bytes
    }

    /// Whether a command could be started, found as a shell finds it.
    package static func isThere(_ command: String) -> Bool {
        if command.contains("/") { return access(command, X_OK) == 0 }
        let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return folders.split(separator: ":").contains { access("\($0)/\(command)", X_OK) == 0 }
    }

    /// As many descriptors as the system allows: a thread of a program needs one or two, and what a process may open at first is little.
    ///
    /// - Returns: how many threads of a program that is enough for, where it is few.
    package static func allowManyThreads() -> Int? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, rlim_t(1 << 16)))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let threads = max(Int(clamping: limit.rlim_cur) - usedAnyway, 0)
        return threads < few ? threads : nil
    }

    /// Descriptors of a run besides its threads' own, which have one each; less than so many threads are few.
    private static let (usedAnyway, few) = (24, 256)
}

/// The protocol's version: see `ProgramProtocol.md`.
package enum ProgramProtocol {
    package static let version = 1
}
