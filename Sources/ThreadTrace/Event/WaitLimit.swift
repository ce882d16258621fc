/// How long a thread would have waited at most for what it asked for.
///
/// Two bits of the `detail` of an `acquire`, of a `put`, and of the `timeout` that comes in the stead of either.
package enum WaitLimit: UInt8, Sendable {
    case never = 0
    /// It tries, and waits not at all.
    case atOnce = 4
    /// It gives up at some time.
    case timed = 8
}

extension Event {
    /// Of what does not tell there is no limit.
    package var waitLimit: WaitLimit {
        guard kind == .acquire || kind == .put || kind == .timeout else { return .never }
        return WaitLimit(rawValue: detail & 12) ?? .never
    }

    /// The lower two bits of the `detail` of a `put`: where the element goes, and so in which order elements come out.
    package enum ElementOrder: UInt8, Sendable {
        case firstIn, lastIn, byRank
    }

    /// In which order elements come out of the queue that one is put into.
    package var elementOrder: ElementOrder { ElementOrder(rawValue: detail & 3) ?? .byRank }
}
