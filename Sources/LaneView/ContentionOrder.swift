import ThreadAnalysis
import ThreadTrace

/// The columns of the contention table, by any of which it can be sorted.
enum ContentionOrder: CaseIterable, Hashable, Sendable {
    case name, uses, waits, median, high, longest, total

    var word: String {
        switch self {
        case .name: "name"
        case .uses: "uses"
        case .waits: "waits"
        case .median: "p50"
        case .high: "p99"
        case .longest: "max"
        case .total: "total"
        }
    }

    func advanced(by step: Int) -> ContentionOrder {
        let all = Self.allCases
        let index = (all.firstIndex(of: self) ?? 0) + step
        return all[(index % all.count + all.count) % all.count]
    }
}

/// A line of the contention table.
struct ContentionRow {
    let resource: ResourceID
    let name: String
    let uses: Int
    let waits: Int
    let median: Duration?
    let high: Duration?
    let longest: Duration?
    let total: Duration

    init(_ entry: ContentionEntry, name: String, oldest: Instant?, now: Instant) {
        resource = entry.resource
        self.name = name
        uses = entry.uses
        waits = entry.waits
        median = entry.percentile(50)
        high = entry.percentile(99)
        longest = entry.longest(oldest: oldest, now: now)
        total = entry.total(now: now)
    }

    /// Most first, names by alphabet; what is equal in the order of the resources' creation.
    func comes(before other: ContentionRow, by order: ContentionOrder) -> Bool {
        func isMore<Value: Comparable>(_ own: Value, _ theirs: Value) -> Bool {
            own == theirs ? resource < other.resource : own > theirs
        }
        switch order {
        case .name: return name == other.name ? resource < other.resource : name < other.name
        case .uses: return isMore(uses, other.uses)
        case .waits: return isMore(waits, other.waits)
        case .median: return isMore(median ?? .zero, other.median ?? .zero)
        case .high: return isMore(high ?? .zero, other.high ?? .zero)
        case .longest: return isMore(longest ?? .zero, other.longest ?? .zero)
        case .total: return isMore(total, other.total)
        }
    }
}
