import ThreadExplorer

/// How far a search has come: a line on standard error that is written over and goes when it is done; nothing where that is no
/// terminal.
final class SearchProgress {
    private let start = ContinuousClock.now
    private let before: SearchReport
    private var isShown = false

    init(_ before: SearchReport) { self.before = before }

    func show(_ state: PartedSearch.State) {
        guard StandardStream.error.isTerminal else { return }
        isShown = true
        let rate = Double(state.tally.executions) / start.duration(to: .now).inSeconds
        var words = "\(before.executions + state.tally.executions) executions, \(Int(rate)) a second"
        words += ", about \(percentage(state.covered)) of all"
        words +=
            ", up to \(max(before.longest, state.tally.longest)) steps, \(before.bugs + state.bugs) with a bug"
        try? StandardStream.error.write("\r\u{1B}[K\(programName): \(words)")
    }

    func clear() {
        if isShown { try? StandardStream.error.write("\r\u{1B}[K") }
        isShown = false
    }
}

/// Of a share from 0 to 1.
func percentage(_ share: Double) -> String {
    let percent = share * 100
    return percent >= 10 ? "\(Int(percent)) %" : "\((percent * 10).rounded() / 10) %"
}
