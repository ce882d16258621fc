import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What the stand-in of one thread does, from its first step to its last: it hears what its thread asks for, asks the run for it, and
/// tells it what came of it.
struct Service {
    private let session: ProgramSession
    private let connection: Connection
    private let standIn: StandIn
    private let isMain: Bool
    /// Of the pool that it works for.
    private let name: String

    init(_ session: ProgramSession, _ connection: Connection, name: String, isMain: Bool) throws {
        self.session = session
        self.connection = connection
        self.name = name
        self.isMain = isMain
        standIn = try StandIn()
    }

    /// - Throws: what the thread failed with, `RunCancelled` when the run is over.
    func run() throws {
        // The main thread's stays open until the run is over: daemons go on as long, and the program must not end before.
        defer { if !(isMain && session.hasFinished) { session.close(connection) } }
        do {
            try serve()
        } catch is RunCancelled {
            throw RunCancelled()
        } catch let failure as ThreadFailure {
            throw failure
        } catch let error as Unsearchable {
            standIn.giveUpSearch(error.fault)
            session.stall()
            throw ThreadFailure(description: "\(name) \(error.fault)")
        } catch {
            // Whatever it was to do next, it will not.
            session.process?.end()
            throw ThreadFailure(description: "\(name) \(error)")
        }
    }

    private func serve() throws {
        /// Where it waits outside.
        var away: CallSite?
        while true {
            var holdUp: HoldUp?
            let message = try connection.message { waits in
                if session.isOver { throw RunCancelled() }
                if standIn.isSearched { return try checkSearch(waits, away) }
                if away == nil, standIn.isControlled { watch(&holdUp) }
            }
            if away != nil {
                // Whatever it says.
                standIn.comeBack()
                away = nil
            }
            guard let message else { throw session.departure() }
            if isMain { try tellOutput() }
            switch message.operation {
            case "finish":
                if isMain { session.finish() }
                return
            case "fail":
                if isMain { session.finish() }
                throw ThreadFailure(description: message.text ?? "failed", site: session.site(message))
            case "source": try session.name(source: message.resource ?? 0, message.text ?? "")
            case "listing": try session.list(message.text ?? "", source: message.resource ?? 0)
            case "note": if !standIn.isSearched { standIn.tell(message.text ?? "") }
            case "destroy": standIn.destroy(try session.thing(message.resource).handle)
            case "loop": standIn.beginLoop()
            case "value":
                let thing = try session.thing(message.resource)
                guard thing.kind == .shared else {
                    throw ProgramFault(
                        "told the value of \(thing.handle.kind.word) \(thing.handle.name), which has none")
                }
                standIn.tell(ResourceValue(shown: message.text), of: thing.handle)
            case "away":
                away = session.site(message)
                standIn.goAway(try session.thing(message.resource).handle, at: session.site(message))
            case "start": try start(message)
            default:
                let answer: Answer
                do {
                    answer = try perform(message)
                } catch let error as ThreadingError {
                    answer = .error(error)
                }
                connection.send(answer.line(message.number, at: standIn.now))
            }
        }
    }

    /// After so long a search gives up that a thread keeps waiting, which computes, or waits for what is outside.
    private static let (longestSearch, longestAway) = (Patience(seconds: 10), Patience(seconds: 2))

    private func checkSearch(_ waits: Int, _ away: CallSite?) throws {
        if session.isInterrupted {
            throw Unsearchable(ProgramFault("was interrupted while \(standIn.name) kept the search waiting"))
        }
        if let away, Self.longestAway.isOver(after: waits) {
            throw Unsearchable(
                ProgramFault(
                    "can not be searched: \(standIn.name) waits for something outside\(words(for: away)), such as a socket or a process, and nobody else goes on meanwhile"
                ))
        }
        if Self.longestSearch.isOver(after: waits) {
            throw Unsearchable(
                ProgramFault(
                    "can not be searched: \(standIn.name) has not come to an operation within 10 s, and nobody else goes on meanwhile"
                ))
        }
    }

    private func words(for site: CallSite) -> String { site.isUnknown ? "" : " (\(site))" }

    private var place: String {
        let place = session.place(of: standIn.thread)
        return place.isEmpty ? "" : ", at \(place)"
    }

    /// A thread may hold all others up: it computes, or waits for something that is none of the run's primitives, such as a lock of the
    /// interpreter's own that another thread of the run holds. Who is alone may compute for as long as it likes.
    private func watch(_ holdUp: inout HoldUp?) {
        holdUp = holdUp ?? session.process.map { HoldUp($0) }
        guard holdUp?.lasts() == true else { return }
        let isAlone = standIn.isAlone
        if isAlone, holdUp?.computes == true { return }
        let others =
            ": nobody else can go meanwhile, as one thread at a time does under this schedule; --schedule parallel lets them"
        standIn.tell(
            "\(standIn.name) has not come to an operation for 2 s\(place)\(isAlone ? "" : others)")
    }

    /// What was written past the protocol, by the program or what it has started, is told as its main thread's.
    private func tellOutput() throws {
        for line in session.process?.takeOutput() ?? [] {
            try standIn.output(line, isError: false, at: .unknown)
        }
    }

    private func define(_ message: Message) throws -> Answer {
        guard let number = message.resource else { throw ProgramFault("made a thing without a number") }
        let site = session.site(message)
        if message.kind == "futures" {
            let futures = try message.members.map { try session.thing($0).handle }
            guard futures.allSatisfy({ $0.kind == .future }) else {
                throw ProgramFault("follows what is no future")
            }
            try session.define(Thing(following: standIn.follow(futures, at: site)), number)
            return .yes
        }
        let other = try message.other.map { number throws(ProgramFault) in try session.thing(number) }
        try session.define(
            Thing(message, lock: other, pool: other, identity: session.identity(message.key)), number)
        return .yes
    }

    /// The new thread's end of its connection goes with the answer.
    private func start(_ message: Message) throws {
        let (own, other) = try Connection.pair()
        session.open(own)
        let (session, name) = (session, name)
        let thread = Thread(name: message.name, isDaemon: message.flag) {
            own.send(Answer.yes.line(0, at: try StandIn().now))
            try Service(session, own, name: name, isMain: false).run()
        }
        try session.add(thread)
        let pool = try message.other.map { number throws(ProgramFault) in try session.thing(number).handle.id
        }
        do {
            try thread.start(for: pool ?? .none, session.site(message))
        } catch let error as ThreadingError {
            session.close(own)
            Connection.close(other)
            return connection.send(Answer.error(error).line(message.number, at: standIn.now))
        } catch {
            session.close(own)
            Connection.close(other)
            throw error
        }
        connection.send(
            Answer.number(thread.identifier).line(message.number, at: standIn.now), with: other)
        Connection.close(other)
    }

    private func perform(_ message: Message) throws -> Answer {
        let site = session.site(message)
        switch message.operation {
        case "ping": return .yes
        case "new": return try define(message)
        case "now": return .number(Int(try standIn.look(at: site).nanoseconds))
        case "line":
            _ = try standIn.look(at: site)
            return .yes
        case "round":
            try standIn.goRound(isFree: message.flag, at: site)
            return .yes
        case "sleep" where message.resource == nil:
            try standIn.sleep(message.duration ?? .zero, at: site)
            return .yes
        case "output":
            try standIn.output(message.text ?? "", isError: message.count == 2, at: site)
            return .yes
        case "log":
            try standIn.log(
                message.text ?? "", level: min(message.count, 6), logger: message.name ?? "root", at: site)
            return .yes
        case "threads": return .numbers(try standIn.alive(at: site).map { Int($0.number) })
        case "join" where message.thread != nil:
            return try session.thread(message.thread).join(timeout: message.duration, site) ? .yes : .no
        case "alive":
            return try standIn.isAlive(session.thread(message.thread), at: site) ? .yes : .no
        case "rename":
            try standIn.rename(session.thread(message.thread), message.name ?? "", at: site)
            return .yes
        case "back":
            try standIn.look(at: session.thing(message.resource).handle, at: site)
            return .yes
        default:
            let whole = try message.other.map { number throws(ProgramFault) in try session.thing(number) }
            return try ThingOperation(message, site, whole: whole).perform(
                on: session.thing(message.resource))
        }
    }
}

/// A search can not go on.
private struct Unsearchable: Error {
    let fault: ProgramFault

    init(_ fault: ProgramFault) { self.fault = fault }
}

/// A thread of the program came to its end with an error.
struct ThreadFailure: PlacedError, CustomStringConvertible {
    let description: String
    var site = CallSite.unknown
}

extension Message {
    /// Nil for ever; what is less than none, or more than 285 years, is as much. No time but none is less than a nanosecond: who waits for
    /// what is left of a time would wait again and again.
    var duration: Duration? {
        timeout.map { seconds in
            let nanoseconds = min(max(seconds, 0), 9e9) * 1e9
            let nearest = nanoseconds.rounded()
            return .nanoseconds(
                Int64(abs(nanoseconds - nearest) < 1e-3 ? nearest : nanoseconds.rounded(.up)))
        }
    }
}
