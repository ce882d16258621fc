import ThreadTrace

/// Which locks were ever taken while which others were held, by whomever, and which of them lie on a circle together: the strongly
/// connected components of that graph, kept as it grows.
///
/// In most programs there is no circle, and then nobody has to look for the threads of one. Two locks that are joined again cost O(1),
/// as do two for the first time where none is taken under the inner or over the outer one; others O(locks joined). What is joined stays so.
struct LockGraph: Sendable {
    /// By the number of the outer lock, and of the inner one.
    private var inner: [[ResourceID]] = [[]]
    private var outer: [[ResourceID]] = [[]]
    /// By the number of a lock: one of those on its circles, which stands for all of them; itself where it is on none.
    private var circles: [ResourceID] = [.none]
    private var joined: Set<Joint> = []

    private struct Joint: Hashable {
        let outer: ResourceID
        let inner: ResourceID
    }

    /// What stands for all circles that a lock is on.
    func circle(of lock: ResourceID) -> ResourceID {
        let number = Int(lock.number)
        return number < circles.count ? circles[number] : lock
    }

    /// Which locks were taken while this one was held, each once.
    func taken(under lock: ResourceID) -> [ResourceID] {
        let number = Int(lock.number)
        return number < inner.count ? inner[number] : []
    }

    /// A lock is taken while another is held.
    ///
    /// - Returns: whether the two lie on a circle.
    mutating func join(_ outer: ResourceID, _ inner: ResourceID) -> Bool {
        if joined.insert(Joint(outer: outer, inner: inner)).inserted {
            grow(to: Int(max(outer.number, inner.number)))
            self.inner[Int(outer.number)].append(inner)
            self.outer[Int(inner.number)].append(outer)
            if circle(of: outer) != circle(of: inner) { close(outer, inner) }
        }
        return circle(of: outer) == circle(of: inner)
    }

    private mutating func grow(to number: Int) {
        guard number >= circles.count else { return }
        let more = circles.count...number
        circles += more.map { ResourceID(UInt32($0)) }
        inner += more.map { _ in [] }
        outer += more.map { _ in [] }
    }

    /// All that lies on a way from the inner lock back to the outer one lies on a circle from now on.
    private mutating func close(_ outer: ResourceID, _ inner: ResourceID) {
        guard !self.inner[Int(inner.number)].isEmpty, !self.outer[Int(outer.number)].isEmpty else { return }
        let below = Self.reached(from: inner, self.inner)
        guard below.contains(outer) else { return }
        for lock in below.intersection(Self.reached(from: outer, self.outer)) {
            circles[Int(lock.number)] = circle(of: outer)
        }
    }

    private static func reached(from lock: ResourceID, _ edges: [[ResourceID]]) -> Set<ResourceID> {
        var reached: Set = [lock]
        var open = [lock]
        while let next = open.popLast() {
            for lock in edges[Int(next.number)] where reached.insert(lock).inserted { open.append(lock) }
        }
        return reached
    }
}
