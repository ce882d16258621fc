import LaneCanvas
import ThreadAnalysis
import ThreadTrace
import Themes

/// What a finding is in a few words, where a sentence has no room.
extension Scene {
    /// Whatever is wrong with the run, or could go wrong, whichever moment is shown, in the order of their moments, and who waited
    /// longest. O(findings): asked for where they are listed.
    func listFindings() -> [Finding] {
        let certain = analysis.findingIndex.findings
        guard let wait = analysis.findings.starvation(in: trace) else { return certain }
        let place = certain.firstIndex { $0.moment > wait.moment } ?? certain.endIndex
        return certain[..<place] + [wait] + certain[place...]
    }

    /// Who does what to what: `worker-1 overwrites worker-2's counter`.
    func headline(of finding: Finding) -> String {
        let names = finding.threads.map(name(of:))
        let things = finding.resources.map { trace[$0]?.name ?? "" }
        let (one, other) = (names.first ?? "", names.dropFirst().first ?? "")
        let thing = things.first ?? ""
        switch finding.kind {
        case .dataRace:
            let kinds = finding.events.prefix(2).map { trace[$0].kind }
            return "\(one) \(kinds.first ?? .write)s \(thing), \(other) may \(kinds.last ?? .write) it"
        case .lostUpdate: return "\(one) overwrites \(other)'s \(thing)"
        case .lockOrderInversion:
            let order = names.count == 2 ? "in opposite orders" : "in a circle"
            return "\(Self.enumerated(names)) take \(Self.enumerated(things)) \(order)"
        case .deadlock:
            return names.count == 1 ? "\(one) waits for ever" : "\(Self.enumerated(names)) wait for ever"
        case .failure: return "\(one) fails"
        case .lostWakeUp: return "nobody hears \(one) notify \(thing)"
        case .starvation: return "\(one) waits longest for \(thing)"
        case .lockHeldAtEnd: return "\(one) ends and holds \(thing)"
        }
    }

    private static func enumerated(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// What an event has to do with a finding: what came of a step, in a few words.
    func words(for finding: Finding, at event: Int) -> String {
        let thread = trace[event].thread
        let others = finding.threads.filter { $0 != thread }.map(name(of:))
        let other = others.first ?? ""
        switch finding.kind {
        case .dataRace:
            guard let rival = finding.events.first(where: { $0 != event }) else { return finding.kind.title }
            return "races with \(name(of: trace[rival].thread))'s \(trace[rival].kind)"
        case .lockOrderInversion:
            return others.count == 1
                ? "\(other) takes them the other way round"
                : "\(Self.enumerated(others)) take them in a circle"
        case .lostWakeUp:
            return trace[event].kind == .notify
                ? "nobody hears it, and \(other) will wait for ever"
                : "\(other)'s notification has been missed"
        case .lockHeldAtEnd:
            let lock = finding.resources.first.flatMap { trace[$0]?.name } ?? "a lock"
            return trace[event].kind.isFinalStep ? "still holds \(lock)" : "never gives it back"
        case .lostUpdate: return "an update is lost"
        case .deadlock, .failure, .starvation: return finding.kind.title
        }
    }

    // MARK: At an event

    /// What an event shows, as far as it is known at the moment that is shown: what is played does not give away what comes.
    func findings(at event: Int) -> [Finding] {
        marks(of: trace[event].thread, in: event..<event + 1).map {
            analysis.findingIndex.findings[$0.finding]
        }
    }

    /// Whether an event is marked on its lane, because of what could go wrong or is wrong there.
    func isMarked(_ event: Int) -> Bool { findings(at: event).contains { $0.kind.isMarkedOnLanes } }

    /// The events of a thread that are marked on its lane, of those with these numbers.
    func marked(of thread: ThreadID, in events: Range<Int>) -> [Int] {
        marks(of: thread, in: events)
            .filter { analysis.findingIndex.findings[$0.finding].kind.isMarkedOnLanes }.map(\.event)
    }

    /// The lines of a file that clash where something is wrong with the last step, or could go wrong, and how grave that is.
    func suspectLines(of file: String) -> [Int: Role] {
        guard let number = trace.eventNumber(ofStep: moment.stepCount) else { return [:] }
        var lines: [Int: Role] = [:]
        for finding in findings(at: number) {
            let role: Role = finding.kind == .lostUpdate || finding.kind == .deadlock ? .error : .warning
            for place in finding.places.compactMap(\.self) where place.file == file {
                lines[Int(place.line)] = lines[Int(place.line)] == .error ? .error : role
            }
        }
        return lines
    }

    private func marks(of thread: ThreadID, in events: Range<Int>) -> [FindingIndex.Mark] {
        analysis.findingIndex.marks(of: thread, in: events)
            .filter { !hidesLater || $0.certainty < place.position }
    }
}

extension Finding.Kind {
    /// Whether its events stand out on lanes. A lost update, a deadlock and a failure have signs of their own; a wait is seen.
    fileprivate var isMarkedOnLanes: Bool {
        switch self {
        case .dataRace, .lockOrderInversion, .lostWakeUp, .lockHeldAtEnd: true
        case .lostUpdate, .deadlock, .failure, .starvation: false
        }
    }
}

extension EventKind {
    fileprivate var isFinalStep: Bool { self == .finish || self == .fail }
}
