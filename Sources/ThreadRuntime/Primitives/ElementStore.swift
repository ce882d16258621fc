import Algorithms
import ThreadModel

/// The elements of a queue, by the numbers that the model knows.
protocol ElementStore<Element>: Sendable {
    associatedtype Element: Sendable

    /// - Parameter rerank: called where elements that were added before have other ranks from now on.
    /// - Returns: the element's number and its rank among the others.
    func add(_ element: Element, rerank: ([Int: Int]) -> Void) -> (token: Int, rank: Int)

    /// Takes an element out.
    func remove(_ token: Int) -> Element?
}

/// Elements whose order is that of their coming.
final class PlainElements<Element: Sendable>: ElementStore {
    private let payloads = Payloads()

    func add(_ element: Element, rerank: ([Int: Int]) -> Void) -> (token: Int, rank: Int) {
        (payloads.add(element), 0)
    }

    func remove(_ token: Int) -> Element? { payloads.remove(token, as: Element.self) }
}

/// Elements in ascending order, each with a rank between its neighbours': an order-maintenance list (Dietz and Sleator, "Two
/// algorithms for maintaining order in a list", STOC 1987), with all ranks made anew when there is no room between two.
final class RankedElements<Element: Sendable & Comparable>: ElementStore {
    fileprivate struct Entry {
        let element: Element
        let token: Int
        var rank: Int
    }

    fileprivate struct State {
        var entries: [Entry] = []
        var tokens = 0
    }

    private static var gap: Int { 1 << 32 }
    private let state = Guarded(State())

    func add(_ element: Element, rerank: ([Int: Int]) -> Void) -> (token: Int, rank: Int) {
        let (token, rank, ranks) = state.withLock { state in
            let place = state.entries.partitioningIndex { element < $0.element }
            var ranks: [Int: Int] = [:]
            if !state.hasRoom(before: place, Self.gap) {
                for index in state.entries.indices {
                    state.entries[index].rank = (index - state.entries.count / 2) * Self.gap
                    ranks[state.entries[index].token] = state.entries[index].rank
                }
            }
            let rank = state.rank(before: place, Self.gap)
            state.entries.insert(Entry(element: element, token: state.tokens, rank: rank), at: place)
            defer { state.tokens += 1 }
            return (state.tokens, rank, ranks)
        }
        if !ranks.isEmpty { rerank(ranks) }
        return (token, rank)
    }

    func remove(_ token: Int) -> Element? {
        state.withLock { state in
            state.entries.firstIndex { $0.token == token }.map { state.entries.remove(at: $0).element }
        }
    }
}

extension RankedElements.State {
    /// The ranks between which one for `place` lies.
    private func bounds(_ place: Int, _ gap: Int) -> (low: Int, high: Int) {
        let low = place > 0 ? entries[place - 1].rank : nil
        let high = place < entries.count ? entries[place].rank : nil
        switch (low, high) {
        case (nil, nil): return (-gap, gap)
        case (let low?, nil): return (low, low.addingReportingOverflow(2 * gap).partialValue)
        case (nil, let high?): return (high.subtractingReportingOverflow(2 * gap).partialValue, high)
        case (let low?, let high?): return (low, high)
        }
    }

    fileprivate func hasRoom(before place: Int, _ gap: Int) -> Bool {
        let (low, high) = bounds(place, gap)
        return high > low && high.subtractingReportingOverflow(low).partialValue > 1
    }

    fileprivate func rank(before place: Int, _ gap: Int) -> Int {
        let (low, high) = bounds(place, gap)
        return low + (high - low) / 2
    }
}
