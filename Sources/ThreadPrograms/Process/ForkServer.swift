import CPrograms
import Synchronization

/// A warm process of a program that has everything loaded and does nothing, but is forked for executions of a search: for each one, or for
/// as many as leave nothing behind.
final class ForkServer: Sendable {
    private static let patience = Patience(seconds: 60)

    let process: ProgramProcess
    /// Why each execution is a process of its own, rather than one for many, nil where it is not; and what else is to be known of it.
    let (reason, note): (String?, String?)
    private let connection: Mutex<Connection>

    /// - Parameter go: what it is told when it has said hello.
    /// - Throws: `ProgramFault` when it does not come to be.
    init(_ launch: ProgramProcess.Launch, go: [UInt8]) throws {
        let (own, other) = try Connection.pair()
        defer { Connection.close(other) }
        let process = try ProgramProcess(launch, connection: other)
        _ = try ProgramSession.greeting(own, process) { false }
        own.send(go)
        let answer = try own.message { waits in
            // What it complains of must not keep it from its end.
            _ = process.readOutput(milliseconds: 0)
            if Self.patience.isOver(after: waits) {
                throw ProgramFault("is not loaded after 60 s\(process.said)")
            }
        }
        guard let answer else { throw ProgramFault("could not be loaded\(process.said)") }
        if answer.operation == "fail" { throw ProgramFault("does not start: \(answer.text ?? "")") }
        reason = answer.flag ? nil : answer.text
        note = answer.name
        connection = Mutex(own)
        self.process = process
    }

    /// Another execution, which talks on this end of a connection, on the processor of whoever calls, who stays there: question and answer
    /// take turns, and go from one to the other three times as fast.
    func run(on other: Int32) {
        // Nobody reads it unless something goes wrong, and it must not be kept waiting.
        _ = process.readOutput(milliseconds: 0)
        _ = process.takeOutput(isLast: true)
        let processor = programs_stay_on_processor()
        connection.withLock { $0.send(Array("{\"run\":\(processor)}\n".utf8), with: other) }
    }

    /// Ends it, and all executions that have not come to an end.
    func end() { process.end() }

    /// How it ended, if it has.
    var ending: ProcessEnding? { process.ending }
}

/// Warm processes of one program: as many as there are searches beside each other. They end with the last that holds them.
final class ForkServers: Sendable {
    private let idle = Mutex<[ForkServer]>([])

    func take(_ make: () throws -> ForkServer) throws -> ForkServer {
        while let server = idle.withLock({ $0.popLast() }) {
            if server.ending == nil { return server }
        }
        return try make()
    }

    /// An execution is over, as the thread says that it was begun on.
    ///
    /// - Parameter isWell: whether another can be.
    func giveBack(_ server: ForkServer, isWell: Bool) {
        programs_leave_processor()
        guard isWell else { return server.end() }
        give(server)
    }

    /// One that waits for its first execution.
    func give(_ server: ForkServer) { idle.withLock { $0.append(server) } }
}
