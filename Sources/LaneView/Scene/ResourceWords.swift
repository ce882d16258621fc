import LaneCanvas
import ThreadTrace
import Themes

extension Scene {
    /// What a resource is worth now: who holds it, how full it is, what it says.
    func words(for resource: ResourceID) -> String {
        guard let info = trace[resource] else { return "" }
        let value = moment.value(of: resource)
        let number = value?.number ?? 0
        switch info.kind {
        case .rwlock where number < 0: return "\(-Int(number)) reading"
        case .lock, .rlock, .rwlock: return moment.holder(of: resource).map(name(of:)) ?? "free"
        case .condition: return number == 0 ? "nobody waits" : "\(number) waiting"
        case .semaphore:
            // Before its first use it has all its permits.
            let left = value == nil ? info.capacity : number
            return info.capacity > 0 ? "\(left) of \(info.capacity) free" : "\(left) free"
        case .barrier: return "\(number) of \(info.capacity) arrived"
        case .event: return number == 0 ? "clear" : "set"
        case .queue: return info.capacity > 0 ? "\(number) of \(info.capacity) queued" : "\(number) queued"
        case .pool: return "\(number) queued, \(info.capacity) worker\(info.capacity == 1 ? "" : "s")"
        case .timer: return ["armed", "fired", "cancelled"][min(max(Int(number), 0), 2)]
        case .shared, .atomic:
            guard let value else { return "" }
            return value.isName ? trace[NameID(value.number)] : "\(value.number)"
        case .future, .thread, .logger, .outside: return ""
        }
    }

    /// Thread names in a row, a name that goes on as the one before shortened to its number: `worker-2, 3, 4`.
    ///
    /// `previous` is the name that was written before the list. What does not fit is counted: `worker-2, 3 +5`. `total` is how
    /// many there are, where not all of them are given.
    func list(
        _ threads: [ThreadID], of total: Int? = nil, after previous: String, columns: Int
    ) -> String {
        let total = total ?? threads.count
        var text = ""
        var stem = Self.stem(previous)
        for (index, thread) in threads.enumerated() {
            let name = name(of: thread)
            let own = Self.stem(name)
            let short = own == stem && !own.isEmpty ? String(name.dropFirst(own.count)) : name
            stem = own
            let longer = text + (index == 0 ? "" : ", ") + short
            let rest = total - index - 1
            let reserve = rest == 0 ? 0 : "\(rest)".utf8.count + 2
            if DisplayText.width(of: longer) + reserve > columns {
                if index > 0 { return text + " +\(rest + 1)" }
                return glyphs.fit(total == 1 ? short : "\(total) threads", columns)
            }
            text = longer
        }
        return text
    }

    /// Who has permits of a semaphore, or is busy for a pool: facts, as nobody is to blame. Nil where nobody is.
    func takers(of resource: ResourceID, columns: Int) -> String? {
        guard let kind = trace[resource]?.kind, [.semaphore, .pool, .rwlock].contains(kind),
            moment.holder(of: resource) == nil
        else { return nil }
        let takers = moment.takers(of: resource, limit: max(columns, 1)).sorted()
        guard !takers.isEmpty, columns > 10 else { return nil }
        let words = kind == .pool ? "busy: " : "taken by "
        return words + list(takers, after: "", columns: columns - words.utf8.count)
    }

    /// A name without the number at its end; empty when there is none.
    private static func stem(_ name: String) -> Substring {
        let number = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
        return number == 0 ? "" : name.dropLast(number)
    }
}

extension ResourceID {
    /// Whether one holds such a thing: locks and permits.
    func kindHolds(in scene: Scene) -> Bool {
        guard let kind = scene.trace[self]?.kind else { return false }
        return kind.isHeld || kind == .semaphore
    }
}
