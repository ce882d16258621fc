import LaneCanvas
import Themes

/// What there is to watch: a list to choose a scenario from, a search that narrows it down, and what the selected one is about.
///
/// A value. The run that the preview shows comes in with each frame, and nothing here knows how it is made.
package struct BrowserScreen: Hashable, Sendable {
    /// Longer than anything that could be found.
    private static let queryLimit = 60

    package let entries: [ScenarioEntry]
    /// What is searched for; empty when nobody searches.
    package private(set) var query = ""
    /// The entries that match, by number.
    private(set) var matches: [Int]
    private var wanted = 0
    private var top = 0
    private(set) var help = Help()
    /// Whether somebody who has never been here is told the first keys, until the first of them.
    package private(set) var isWelcome: Bool

    /// The entries of a chapter stand together.
    package init(_ entries: [ScenarioEntry], isWelcome: Bool = false) {
        self.entries = entries
        self.isWelcome = isWelcome
        matches = Array(entries.indices)
    }

    package var isHelpOpen: Bool { help.isOpen }

    /// nil when there are no scenarios, or none that is searched for.
    package var selected: ScenarioEntry? { selectedIndex.map { entries[$0] } }

    var selectedIndex: Int? { matches.contains(wanted) ? wanted : matches.first }

    /// Whether a window of this size has room for the preview of the selected scenario.
    package func hasPreview(_ size: Size) -> Bool {
        selected?.kind == .scenario && layout(size).preview != nil
    }

    /// Selects the scenario of this name, if there is one: the one that somebody comes back to.
    package mutating func select(_ name: String) {
        guard let index = entries.firstIndex(where: { $0.name == name }) else { return }
        wanted = index
    }

    /// What a key does now: all that can be typed is searched for. Whatever key it is closes the welcome.
    package func action(for key: Key) -> Action? {
        if let action = KeyTable.browser.action(for: key) { return action }
        guard !help.isOpen, case .character(let character) = key else { return isWelcome ? .back : nil }
        return .type(character)
    }

    package mutating func apply(_ action: Action, size: Size) -> Effect? {
        if isWelcome, closeWelcome(action) { return nil }
        if help.take(action, helpBox(.plain, .unicode), size) { return nil }
        let page = max(layout(size).list.rows.count - 1, 1)
        switch action {
        case .selectFirst: move(by: -matches.count, size)
        case .selectLast: move(by: matches.count, size)
        case .mouse(let event): return apply(event, size)
        case .type(let character): type(character)
        case .erase: erase()
        case .back: search("")
        case .choose: return selected.map { .run($0.name) }
        case .quit: return .quit
        default: if let rows = action.rows(page: page) { move(by: rows, size) }
        }
        return nil
    }

    /// - Returns: whether nothing else is to be done: what says "go on" to any card is not meant for what lies under it.
    private mutating func closeWelcome(_ action: Action) -> Bool {
        switch action {
        case .mouse(let event) where event.kind != .press: return true
        case .choose, .back, .mouse, .type(" "):
            isWelcome = false
            return true
        default:
            isWelcome = false
            return false
        }
    }

    private mutating func move(by count: Int, _ size: Size) {
        guard let index = selectedIndex, let place = matches.firstIndex(of: index) else { return }
        wanted = matches[min(max(place + count, 0), matches.count - 1)]
        top = chapters(size).visible(from: top, selected: wanted, withHeading: true).lowerBound
    }

    /// A click selects, a click on what is selected runs it.
    private mutating func apply(_ event: MouseEvent, _ size: Size) -> Effect? {
        let list = chapters(size)
        guard event.kind == .press else {
            guard event.wheel != 0 else { return nil }
            top = visible(size).lowerBound + 3 * event.wheel
            wanted = list.nearest(to: selectedIndex, in: list.visible(from: top, selected: nil)) ?? wanted
            top = visible(size).lowerBound
            return nil
        }
        let area = layout(size).list
        guard area.rows.contains(event.row), area.columns.contains(event.column) else { return nil }
        guard let index = list.entry(at: visible(size).lowerBound + event.row - area.rows.lowerBound) else {
            return nil
        }
        if index == selectedIndex { return selected.map { .run($0.name) } }
        top = visible(size).lowerBound
        wanted = index
        return nil
    }
}

/// The search.
extension BrowserScreen {
    private mutating func type(_ character: Character) {
        let text = query + String(character)
        guard text.count <= Self.queryLimit, DisplayText.escaped(text) == text else { return }
        if let best = search(text) { wanted = best }
    }

    /// What is selected stays selected, if there is anything.
    private mutating func erase() {
        let best = search(String(query.dropLast()))
        if let best, !matches.contains(wanted) { wanted = best }
    }

    /// - Returns: the best match.
    @discardableResult
    private mutating func search(_ text: String) -> Int? {
        query = text
        let found = BrowserSearch(text).matches(entries)
        matches = found.indices
        return found.best
    }
}

extension BrowserScreen {
    static let nameColumn = 4
    static let gap = 2

    /// Columns of the names in the list.
    func nameColumns(_ columns: Int) -> Int {
        // Some more than the limit is as good as all.
        let longest = entries.map { DisplayText.width(of: String($0.name.prefix(25))) }.max() ?? 0
        return min(max(longest, 8), max(columns / 3, 12), 24)
    }

    func layout(_ size: Size) -> BrowserLayout {
        let title = entries.map { DisplayText.width(of: String($0.title.prefix(50))) }.max() ?? 0
        return BrowserLayout(
            size, listColumns: Self.nameColumn + nameColumns(size.columns) + Self.gap + title + 1,
            isSearching: !query.isEmpty)
    }

    func chapters(_ size: Size) -> ChapterList {
        ChapterList(entries, matches, height: layout(size).list.rows.count)
    }

    /// The rows of the list in view.
    func visible(_ size: Size) -> Range<Int> {
        chapters(size).visible(from: top, selected: selectedIndex)
    }

    func helpBox(_ theme: Theme, _ glyphs: Glyphs) -> OverlayBox {
        HelpOverlay(table: .browser, theme: theme, glyphs: glyphs, keys: .openBrowserHelp)
            .box(offset: help.offset ?? 0)
    }
}
