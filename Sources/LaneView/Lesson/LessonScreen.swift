import LaneCanvas
import Themes

/// A lesson as somebody reads it: the page, the answers they gave, the dares they met.
package struct LessonScreen: Hashable, Sendable {
    package let lesson: Lesson
    package private(set) var progress: LessonProgress
    /// Where text and lanes come in turns.
    private var showsLanes = false
    private(set) var offset = 0
    /// Why the last key did nothing.
    private(set) var notice: String?
    /// Until the first key on a page.
    private(set) var showsCaption = true
    /// What is known of the page's dare.
    private(set) var dare: ShownDare?
    static let refusals = [
        "answer first, with a letter; PgDn goes on without", "the dare is not met yet; PgDn goes on without",
    ]
    /// How many lines the page can have, by how long they are: worked out once for page and window, as it takes a while.
    private var measures: [Int: Int] = [:]
    private var measuredPage = -1
    /// Whether Esc leads anywhere.
    var canGoBack = false

    /// - Parameter progress: where it goes on; one that does not fit the lesson begins at its first page.
    package init(_ lesson: Lesson, _ progress: LessonProgress = LessonProgress()) {
        self.lesson = lesson
        self.progress = (0...lesson.pages.count).contains(progress.page) ? progress : LessonProgress()
    }

    /// nil behind the last one.
    package var page: Lesson.Page? {
        lesson.pages.indices.contains(progress.page) ? lesson.pages[progress.page] : nil
    }

    package var isAtEnd: Bool { page == nil }

    /// The answers that were given to the page's question, the last one last.
    var answers: [Int] { progress.answers[progress.page] ?? [] }

    /// Whether the page asks something that has not been answered rightly.
    package var asks: Bool {
        guard let question = page?.question else { return false }
        return !answers.contains { question.answers.indices.contains($0) && question.answers[$0].isRight }
    }

    /// Why Enter does not go on yet; nil where it does.
    private var refusal: String? {
        if asks { return Self.refusals[0] }
        return page?.dare != nil && dareMetIn == nil ? Self.refusals[1] : nil
    }

    /// With how many steps the page's dare was met.
    var dareMetIn: Int? { progress.dares[progress.page] }

    /// What the run tells of its dare.
    mutating func take(_ dare: ShownDare?) {
        guard page?.dare != nil, let dare else { return }
        self.dare = dare
        guard let steps = dare.metAt else { return }
        progress.dares[progress.page] = min(steps, dareMetIn ?? steps)
    }

    // MARK: Keys

    /// What a key means to the lesson; nil for what it leaves to the lanes.
    ///
    /// - Parameter isSteered: whether somebody chooses who goes next in the lanes, where Enter lets them go.
    func action(for key: Key, isSteered: Bool, _ size: Size) -> Action? {
        guard let action = table(size).action(for: key) else { return nil }
        switch action {
        // Until the dare is met.
        case .goOn: return isSteered && dareMetIn == nil && layout(size).lanes != nil ? nil : action
        case .turn: return layout(size).isInTurns ? action : nil
        default: return action
        }
    }

    /// Keys are the text's own where there are no lanes.
    private func table(_ size: Size) -> KeyTable {
        let count = page?.question?.answers.count ?? 0
        return layout(size).lanes == nil ? .lessonText(answers: count) : .lesson(answers: count)
    }

    mutating func press() { showsCaption = false }

    mutating func apply(_ action: Action, _ size: Size) -> Effect? {
        notice = nil
        switch action {
        case .goOn:
            if isAtEnd { return canGoBack ? .back : .quit }
            if let refusal {
                notice = refusal
                showEnd(size)
                return nil
            }
            return open(progress.page + 1)
        case .nextPage: return isAtEnd ? nil : open(progress.page + 1)
        case .previousPage: return progress.page == 0 ? nil : open(progress.page - 1)
        case .answer(let number):
            // Once it is answered its letters do nothing, rather than something else.
            guard asks else { break }
            give(number)
            showEnd(size)
        case .turn: showsLanes.toggle()
        case .selectUp, .selectDown: scroll(by: action == .selectUp ? -1 : 1, size)
        case .back: return canGoBack ? .back : nil
        case .quit: return .quit
        default: break
        }
        return nil
    }

    private mutating func open(_ page: Int) -> Effect {
        progress.page = page
        (showsLanes, offset, showsCaption, dare) = (false, 0, true, nil)
        return .openPage(page)
    }

    private mutating func scroll(by rows: Int, _ size: Size) {
        guard let area = layout(size).text else { return }
        let room = max(area.rows.count - 2, 0)
        offset = min(max(offset + rows, 0), max(lineCount(area.columns.count) - room, 0))
    }

    /// An answer, as far as it shows in the text.
    mutating func give(_ answer: Int) { progress.answers[progress.page, default: []].append(answer) }

    /// What was said last stands at the end of the text.
    private mutating func showEnd(_ size: Size) {
        showsLanes = false
        scroll(by: .max / 2, size)
    }

    // MARK: What is seen

    func layout(_ size: Size) -> LessonLayout {
        LessonLayout(size, hasLanes: page?.hasLanes == true, showsLanes: showsLanes) { columns in
            // As long as it can become, so that the lanes do not jump.
            measures[columns] ?? mostLines(columns)
        }
    }

    private func mostLines(_ columns: Int) -> Int {
        LessonPanel(screen: self, theme: .plain, glyphs: .unicode).mostLines(columns)
    }

    /// To be called when page or window may have changed.
    mutating func measure(_ size: Size) {
        let wanted = LessonLayout.lineColumns(inWindowOf: size.columns)
        guard measuredPage != progress.page || wanted.contains(where: { measures[$0] == nil }) else { return }
        (measures, measuredPage) = ([:], progress.page)
        for columns in wanted { measures[columns] = mostLines(columns) }
    }

    private func lineCount(_ columns: Int) -> Int {
        LessonPanel(screen: self, theme: .plain, glyphs: .unicode).lines(LessonLayout.lineColumns(columns))
            .count
    }

    /// - Parameters:
    ///   - isSteered: as for keys.
    ///   - isBusy: whether something lies over the lanes, which has the keys.
    ///   - lanes: the page's lanes in a frame of this size.
    func draw(
        on frame: inout Frame, isSteered: Bool, isBusy: Bool, _ theme: Theme, _ glyphs: Glyphs,
        lanes: (Size) -> Frame?
    ) {
        let layout = layout(frame.size)
        if let area = layout.lanes,
            let lanes = lanes(Size(columns: area.columns.count, rows: area.rows.count))
        {
            frame.put(lanes, row: area.rows.lowerBound, column: area.columns.lowerBound)
        }
        let panel = LessonPanel(screen: self, theme: theme, glyphs: glyphs)
        guard let area = layout.text else {
            let hint = "i text"
            guard layout.lanes?.rows.lowerBound == 0 else {
                return panel.drawTitle(
                    in: Area(row: 0, columns: 0..<frame.size.columns), on: &frame, hint: hint)
            }
            frame.write(" \(hint) ", row: 0, column: 0, style: theme[.key].over(theme[.header]))
            return
        }
        panel.draw(in: area, on: &frame)
        if isBusy { return }
        keyBar(frame.size, isSteered: isSteered, theme, glyphs).draw(in: Self.lastRow(of: area), on: &frame)
    }

    /// What the mouse wants of the text: in its last row what the key there does.
    func action(for event: MouseEvent, isSteered: Bool, _ glyphs: Glyphs, _ size: Size) -> Action? {
        guard let area = layout(size).text else { return nil }
        if event.wheel != 0, layout(size).lanes == nil { return event.wheel < 0 ? .selectUp : .selectDown }
        return keyBar(size, isSteered: isSteered, .plain, glyphs).action(
            for: event, in: Self.lastRow(of: area))
    }

    private static func lastRow(of area: Area) -> Area {
        Area(row: max(area.rows.upperBound - 1, area.rows.lowerBound), columns: area.columns)
    }

    private func keyBar(_ size: Size, isSteered: Bool, _ theme: Theme, _ glyphs: Glyphs) -> KeyBar {
        let layout = layout(size)
        var facts: Facts = []
        if asks { facts.insert(.asks) }
        if refusal != nil { facts.insert(.held) }
        if progress.page > 0 { facts.insert(.hasPageBefore) }
        if !isAtEnd { facts.insert(.hasPageAfter) }
        if layout.isInTurns { facts.insert(.turns) }
        if layout.lanes != nil, isSteered, dareMetIn == nil { facts.insert(.steered) }
        if canGoBack { facts.insert(.canGoBack) }
        if layout.lanes == nil, let area = layout.text, lineCount(area.columns.count) > area.rows.count - 2 {
            facts.insert(.hasChoice)
        }
        return KeyBar(table: table(size), facts: facts, theme: theme, glyphs: glyphs)
    }
}
