import TestSupport
import ThreadTrace

/// A run in words: `thread kind resource value detail`, separated by semicolons. A thread is a number; its resource is its number too.
struct Program {
    private(set) var trace: Trace

    /// What there is besides the threads t1 to t4, in the order of their numbers.
    private static let resources: [(name: String, kind: ResourceKind, capacity: UInt32)] = [
        ("a", .lock, 0), ("b", .lock, 0), ("g", .lock, 0), ("r", .rlock, 0), ("x", .shared, 0),
        ("y", .shared, 0),
        ("e", .event, 0), ("c", .condition, 0), ("q", .queue, 0), ("q1", .queue, 1), ("s", .semaphore, 0),
        ("s1", .semaphore, 1), ("s2", .semaphore, 2), ("w", .barrier, 2), ("p", .pool, 2), ("f", .future, 0),
        ("h", .lock, 0),
    ]
    static let threads = 4
    static let names = (1...threads).map { "t\($0)" } + resources.map(\.name)

    static func resource(_ name: String) -> ResourceID {
        if let thread = UInt32(name) { return ResourceID(thread) }
        let place = resources.firstIndex { $0.name == name } ?? 0
        return ResourceID(UInt32(threads + place + 1))
    }

    init(_ text: String) {
        var run = TraceBuilder()
        let threads = (1...Self.threads).map { run.thread("t\($0)") }
        for (name, kind, capacity) in Self.resources { _ = run.resource(kind, name, capacity: capacity) }
        var held: [Int: [ResourceID]] = [:]
        for step in text.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let words = step.split(separator: " ").map(String.init)
            guard words.count >= 2, let thread = Int(words[0]),
                let kind = EventKind.allCases.first(where: { "\($0)" == words[1] })
            else { continue }
            let resource = words.count > 2 ? Self.resource(words[2]) : .none
            var value = words.count > 3 ? Int32(words[3]) ?? 0 : 0
            if kind == .acquire {
                held[thread, default: []].append(resource)
                if words.count < 4 { value = Int32(thread) }
            }
            if kind == .release { held[thread]?.removeAll { $0 == resource } }
            let activity: Activity =
                switch kind {
                case .block: .waiting
                case .deadlock: .deadlocked
                case .finish: .done
                default: .running
                }
            run.happen(
                threads[thread - 1], kind, activity, resource, holds: held[thread]?.last ?? ResourceID.none,
                value: value, detail: kind == .deadlock ? 1 : words.count > 4 ? UInt8(words[4]) ?? 0 : 0)
        }
        trace = run.trace
    }
}
