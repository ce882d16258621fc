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
