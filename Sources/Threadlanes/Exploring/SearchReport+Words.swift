import LaneCanvas
import ThreadExplorer

/// What is known after a search, in a sentence or two.
extension SearchReport {
    var words: String {
        var text = "\(headline)\n"
        if allowed > 0 {
            text +=
                "allowed: \(counted(allowed, "execution")) of these ended with what --allow names (\(settings.allow.joined(separator: ", ")))\n"
        }
        if settings.clock == .virtual {
            text +=
                "in the run's own time: sleeps and timeouts that end later than they should are not covered\n"
        }
        return text
    }

    private var headline: String {
        let name = shard.map { "\(scenario), shard \($0.index) of \($0.count)" } ?? scenario
        let count = counted(executions, "execution")
        if let bug, let preemptions {
            let what = bug.replacing("-", with: " ")
            if settings.goesOn {
                return
                    "\(name): \(bugs) of \(count) \(bugs == 1 ? "has" : "have") a bug (\(time)); the first one, number \(firstAt ?? 0): \(what), \(counted(preemptions, "preemption"))"
            }
            return
                "\(name): \(what) found in execution \(firstAt ?? 0) (\(time)), told with \(counted(preemptions, "preemption"))"
        }
        if !missing.isEmpty {
            let numbers = missing.map(String.init).joined(separator: ", ")
            return
                "\(name): not verified: no bug in \(count), but shard\(missing.count == 1 ? "" : "s") \(numbers) \(missing.count == 1 ? "is" : "are") missing"
        }
        if !unfinished.isEmpty {
            return
                "\(name): not verified: no bug in \(count), but \(unfinished.joined(separator: ", ")) \(unfinished.count == 1 ? "is of a shard that was" : "are of shards that were") interrupted (--resume)"
        }
        guard isComplete else {
            let parts =
                self.parts > 1 && !settings.exploration.isSampling
                ? "; \(self.parts - rest.count) of \(self.parts) parts are done, and those under way begin anew"
                : ""
            return
                "\(name): stopped after \(count) (\(time)), about \(percentage(covered)) of all: no bug so far\(parts)"
        }
        if settings.exploration.isSampling {
            return "\(name): no bug in \(count) by lot (\(time)), which proves nothing"
        }
        if let bounds = settings.bounds.words {
            return "\(name): verified within \(bounds): no bug in any of \(count) (\(time))"
        }
        if shard != nil {
            return "\(name): no bug in any of \(count) (\(time)); --merge joins the shards' reports"
        }
        if cutOff > 0 {
            return
                "\(name): not verified: no bug in \(count) (\(time)), but \(cutOff == 1 ? "one was" : "\(cutOff) were") cut off after \(counted(settings.maxSteps, "step")), and what comes later is not covered (--max-steps)"
        }
        return "verified: all interleavings of \(name) are covered by \(count) (\(time))"
    }

    /// How many went wrong in a way that is none of the search's business.
    private var allowed: Int {
        settings.allow.reduce(0) { count, word in
            switch BugKind(rawValue: word) {
            case .deadlock: count + tally.deadlocked
            case .failure: count + tally.failed
            case .lostUpdate: count + tally.withLostUpdates
            case nil: count
            }
        }
    }

    private var time: String {
        seconds < 1 ? "\(Int(seconds * 1000)) ms" : "\((seconds * 10).rounded() / 10) s"
    }
}
