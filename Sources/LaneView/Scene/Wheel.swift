import ThreadTrace

/// What a person can choose from who decides who goes next.
package struct Wheel: Hashable, Sendable {
    /// What one thread could do, or what keeps it from that.
    package struct Choice: Hashable, Sendable {
        package var thread: ThreadID
        /// What it would do, or stands at.
        package var kind: EventKind
        package var resource: ResourceID
        package var canGo: Bool
        /// Who has what it waits for, where that is sure.
        package var owner: ThreadID?
        /// When it would wake by itself.
        package var deadline: Instant?

        package init(
            thread: ThreadID, kind: EventKind, resource: ResourceID, canGo: Bool, owner: ThreadID? = nil,
            deadline: Instant? = nil
        ) {
            self.thread = thread
            self.kind = kind
            self.resource = resource
            self.canGo = canGo
            self.owner = owner
            self.deadline = deadline
        }
    }

    /// The moment that they are of: so many steps have been taken.
    package var step: Int
    /// Ascending by thread; none while threads run their own code.
    package var choices: [Choice]
    /// Of whom it is known what would follow.
    package var previewed: ThreadID?
    /// Who could no longer go then, and who could only then.
    package var stopped: [ThreadID]
    package var freed: [ThreadID]

    package init(
        step: Int, choices: [Choice] = [], previewed: ThreadID? = nil, stopped: [ThreadID] = [],
        freed: [ThreadID] = []
    ) {
        self.step = step
        self.choices = choices
        self.previewed = previewed
        self.stopped = stopped
        self.freed = freed
    }

    func choice(of thread: ThreadID) -> Choice? {
        // Ascending, but threads that have ended are missing.
        var range = choices.indices
        while let middle = range.isEmpty ? nil : range.lowerBound + range.count / 2 {
            if choices[middle].thread == thread { return choices[middle] }
            range =
                choices[middle].thread < thread
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// Threads up to this number are picked by a digit, their own number: so a lane keeps its digit, and a schedule has the same.
    static let mostDigits: UInt32 = 9
}

/// Where a run began to go another way than the one it came from.
package struct BranchPlace: Hashable, Sendable {
    /// So many steps are the same.
    package var step: Int
    /// How many runs there are to go to, this one included.
    package var count: Int
}

extension Scene {
    /// What somebody can choose from at the moment that is shown.
    var wheel: Wheel? {
        guard !isLive || !isOver else { return nil }
        return status.wheel.flatMap { $0.step == moment.stepCount ? $0 : nil }
    }

    /// What a lane says where somebody chooses; nil for what it says anyway.
    func choiceWords(for thread: ThreadID, held: [String]) -> StateWords? {
        guard let choice = wheel?.choice(of: thread) else { return nil }
        let name = trace[choice.resource]?.name
        if choice.canGo {
            let isSleep = choice.kind == .wake && choice.resource == .none || choice.kind == .sleep
            let deed =
                isSleep
                ? "wake" + (choice.deadline.map { " at \(TimeText.clock($0)) s" } ?? "")
                : trace.command(choice.kind, choice.resource, by: thread)
            let style =
                trace[choice.resource]?.kind.isColoured == true ? style(of: choice.resource) : theme[.next]
            return StateWords(
                text: "\(glyphs.leadsTo) \(deed)", detail: prospects?.choices[thread]?.words, held: held,
                comesFirst: true, style: style)
        }
        let owner = choice.owner.map { ", held by \(self.name(of: $0))" } ?? ""
        let isLock = trace[choice.resource]?.kind.isLock == true
        return StateWords(
            text: "\(glyphs.awaits) \(name ?? "sleeps")\(isLock ? owner : "")", held: held, awaited: name,
            style: style(of: choice.resource))
    }

    /// Why somebody can not go.
    func words(forBlocked choice: Wheel.Choice) -> String {
        let own = name(of: choice.thread)
        guard choice.resource != .none else { return "\(own) can not go: it sleeps" }
        let isLock = trace[choice.resource]?.kind.isLock == true
        let owner = choice.owner.map { isLock ? ", held by \(name(of: $0))" : "" } ?? ""
        return "\(own) can not go: it waits for \(trace[choice.resource]?.name ?? "something")\(owner)"
    }

    /// What choosing the selected lane would make possible or impossible, where one step tells.
    func preview(of thread: ThreadID) -> String? {
        guard let wheel, wheel.previewed == thread, let choice = wheel.choice(of: thread) else { return nil }
        let own = name(of: thread)
        guard choice.canGo else { return words(forBlocked: choice) }
        var facts: [String] = []
        if !wheel.stopped.isEmpty {
            facts.append(
                "\(list(wheel.stopped, of: wheel.stopped.count, after: "", columns: 40)) can not go then")
        }
        if !wheel.freed.isEmpty {
            facts.append("\(list(wheel.freed, of: wheel.freed.count, after: "", columns: 40)) can go then")
        }
        if facts.isEmpty { facts.append("nobody else is stopped or set free") }
        return "if \(own) goes: " + facts.joined(separator: "; ")
    }
}
