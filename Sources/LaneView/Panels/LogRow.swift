import ThreadTrace

/// A row of the log.
enum LogRow: Hashable {
    /// The event of that number.
    case message(Int)
    case printed(PrintedText)

    /// How many events came before it.
    fileprivate var position: Int {
        switch self {
        case .message(let number): number + 1
        case .printed(let text): text.position
        }
    }
}

extension LogView {
    /// The rows in view: the messages, and between them what was printed meanwhile, which can not be selected.
    func rows(_ scene: Scene, _ filter: MessageFilter, height: Int) -> [LogRow] {
        let messages = visible(scene.trace, upTo: scene.place.position, filter, height: height)
        let rows = messages.map(LogRow.message)
        guard filter.thread == nil, filter.levels.contains(.output), height > 0 else { return rows }
        let last = selected == nil ? scene.place.position : (messages.last ?? -1) + 1
        let first = messages.count < height ? 0 : messages.first ?? 0
        let printed = scene.status.printed.filter {
            $0.position > first && $0.position <= last || first == 0 && $0.position == 0
        }
        guard !printed.isEmpty else { return rows }
        let all = (rows + printed.suffix(height).map(LogRow.printed)).enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }.map(\.element)
        let newest = max(all.count - height, 0)
        // The selected one stays in view.
        let start = selected.flatMap { all.firstIndex(of: .message($0)) }.map { min($0, newest) } ?? newest
        return Array(all[start..<min(start + height, all.count)])
    }
}
