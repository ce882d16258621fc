import ThreadTrace

/// What the log panel remembers: which messages it shows, which one is selected, and how far it is scrolled.
///
/// Messages are known by the numbers of their events. As long as none is selected the newest ones are shown, up to the moment
/// that the screen shows.
struct LogView: Hashable, Sendable {
    /// From which level on, as one key cycles them.
    private(set) var level = MessageLevel.trace
    /// Whether only messages of the selected thread are shown.
    private(set) var isOfThread = false
    private(set) var selected: Int?
    /// The message in the last row; while one is selected.
    private var bottom: Int?

    private static let levels: [MessageLevel] = [.trace, .info, .warning, .error]

    func filter(_ thread: ThreadID?) -> MessageFilter {
        MessageFilter(
            thread: isOfThread ? thread : nil, levels: level == .trace ? .all : .atLeast(level))
    }

    /// The filter in words; empty when everything is shown.
    var words: String {
        [level == .trace ? "" : "\(level) and above", isOfThread ? "selected thread" : ""]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    mutating func cycleLevel() {
        let index = Self.levels.firstIndex(of: level) ?? 0
        level = Self.levels[(index + 1) % Self.levels.count]
        leave()
    }

    mutating func toggleThread() {
        isOfThread.toggle()
        leave()
    }

    /// Nothing is selected any more.
    mutating func leave() {
        selected = nil
        bottom = nil
    }

    /// Numbers of the messages in view, oldest first. O(height · log messages).
    func visible(_ trace: Trace, upTo position: Int, _ filter: MessageFilter, height: Int) -> [Int] {
        var found: [Int] = []
        var end = bottom.map { $0 + 1 } ?? position
        while found.count < height, let message = trace.message(before: end, filter) {
            found.append(message)
            end = message
        }
        // A selection far up leaves rows below it; what comes later fills them.
        while bottom != nil, found.count < height,
            let message = trace.message(from: (found.first ?? -1) + 1, filter)
        {
            found.insert(message, at: 0)
        }
        return found.reversed()
    }

    /// Selects the message so many rows below, or above, the one that is; the first time the newest of the moment.
    mutating func move(
        by rows: Int, _ trace: Trace, upTo position: Int, _ filter: MessageFilter, height: Int
    ) {
        guard
            var message = selected ?? trace.message(before: position, filter)
                ?? trace.message(from: position, filter)
        else { return }
        if selected != nil {
            for _ in 0..<abs(rows) {
                let next =
                    rows < 0
                    ? trace.message(before: message, filter) : trace.message(from: message + 1, filter)
                guard let next else { break }
                message = next
            }
        }
        select(message, trace, upTo: position, filter, height: height)
    }

    mutating func select(
        _ message: Int, _ trace: Trace, upTo position: Int, _ filter: MessageFilter, height: Int
    ) {
        let shown = visible(trace, upTo: position, filter, height: height)
        selected = message
        bottom = shown.last ?? message
        guard height > 0 else { return }
        if message > bottom ?? message { bottom = message }
        guard let first = shown.first, message < first else { return }
        // The selected message in the first row.
        var last = message
        for _ in 1..<max(height, 1) {
            guard let next = trace.message(from: last + 1, filter) else { break }
            last = next
        }
        bottom = last
    }

    /// Numbers of events have fallen by so many.
    mutating func forget(_ count: Int, floor: Int) {
        guard let selected, let bottom else { return }
        if selected - count < floor {
            leave()
        } else {
            (self.selected, self.bottom) = (selected - count, bottom - count)
        }
    }

    /// Held to what there is, in case the run is another one than when the message was selected.
    mutating func refresh(_ trace: Trace) {
        if let selected, selected >= trace.count { leave() }
        if let bottom, bottom >= trace.count { leave() }
    }
}
