import ThreadTrace

/// Who waits for whom, and what can be said of it while the program goes on.
extension WatchTranslation {
    /// Who alone would have to act for those who wait for it to go on.
    private func owner(of resource: ResourceID) -> ThreadID? {
        if let thread = lives[resource] {
            return threads[Int(thread.number) - 1].hasEnded ? nil : thread
        }
        guard let (_, address) = thingNames[resource], let thing = things[address],
            thing.resource == resource, thing.sort == 1 || thing.sort == 2, !thing.servesAsSignal
        else { return nil }
        let holder = value(of: resource)
        guard holder > 0, Int(holder) <= threads.count, !threads[Int(holder) - 1].hasEnded else { return nil }
        return ThreadID(UInt32(holder))
    }

    /// A thread has begun to wait: if those who wait for each other are a circle now, none of them will ever go on.
    ///
    /// That is sure as soon as the last of them waits: each has said that it waits before it did, and that it takes or gives back a
    /// lock while it had it. O(threads in a row).
    mutating func tellCircle(closedBy thread: ThreadID) {
        var circle = [thread]
        while let last = circle.last, let next = owner(of: threads[Int(last.number) - 1].awaited) {
            if next == thread { break }
            // Another circle, which has been told.
            guard threads[Int(next.number) - 1].awaited != .none, circle.count <= threads.count,
                !threads[Int(next.number) - 1].isInCircle
            else { return }
            circle.append(next)
        }
        guard let last = circle.last, owner(of: threads[Int(last.number) - 1].awaited) == thread else {
            return
        }
        for member in circle {
            let index = Int(member.number) - 1
            threads[index].isInCircle = true
            let resource = threads[index].awaited
            tell(
                .deadlock, member, resource, value: value(of: resource), detail: 1, at: threads[index].place)
        }
    }

    /// Whether there is a circle of threads that wait for each other.
    var hasCircle: Bool { threads.contains { $0.isInCircle && !$0.hasEnded } }

    /// Whether there is one, and all others wait too, without a limit of time. Some of them may just have been let go on: it counts
    /// once nothing has been told for a while.
    var isStuck: Bool {
        hasCircle && threads.allSatisfy { $0.hasEnded || $0.awaited != .none }
    }

    /// The circles in words, one sentence a thread.
    var circleWords: String {
        threads.filter { $0.isInCircle && !$0.hasEnded }.map { thread in
            let owner = owner(of: thread.awaited).map { threads[Int($0.number) - 1] }
            if let owner, owner.resource == thread.awaited {
                return "\(thread.name) waits for thread \(owner.name)"
            }
            let thing = thingNames[thread.awaited]?.name ?? "something"
            let holder =
                owner.map { ", held by \($0.resource == thread.resource ? "itself" : $0.name)" } ?? ""
            return "\(thread.name) waits for lock \(thing)\(holder)"
        }.joined(separator: "; ")
    }
}
