import LaneCanvas
import ThreadTrace
import Themes

/// The whole program as a value: which screen there is, what it shows, and how it looks.
///
/// All that happens comes in through `update`, which returns what has to be done elsewhere; what is to be seen is `frame`. It knows
/// no terminal, no clock and no file, so whoever has them, or only pretends to, drives the same program.
package struct AppModel {
    /// How soon something on the screen changes by itself.
    package enum Pace: Hashable, Sendable {
        /// Not before something happens.
        case standing
        /// A recording's length is counted.
        case recorded
        /// Time goes on.
        case moving
    }

    package private(set) var size: Size
    private var appearance: Appearance
    /// nil where the program was called with what to show.
    package private(set) var browser: BrowserScreen?
    /// Over the browser, while there are any.
    package private(set) var lanes: LanesModel?
    /// Around the lanes, while one is read.
    package private(set) var lesson: LessonScreen?
    /// Whether something is to be seen that the last frame did not show.
    package private(set) var isStale = true
    private var shown: Frame?

    package init(_ appearance: Appearance, browser: BrowserScreen? = nil, size: Size) {
        self.appearance = appearance
        self.browser = browser
        self.size = size
    }

    package var theme: Theme { appearance.theme }

    /// The scenario whose run is to be shown small; nil where there is no room for it, or no browser to be seen.
    package var previewed: String? {
        guard lanes == nil, let browser, browser.hasPreview(size) else { return nil }
        return browser.selected?.name
    }

    package var pace: Pace {
        guard let lanes else { return .standing }
        if lanes.isMoving { return .moving }
        return lanes.recording == nil ? .standing : .recorded
    }

    /// Takes in what has happened.
    ///
    /// - Returns: what has to be done elsewhere, in this order.
    package mutating func update(_ input: AppInput) -> [Effect] {
        let wasStale = isStale
        isStale = true
        defer { lesson?.measure(size) }
        switch input {
        case .terminal(let input): return take(input)
        case .elapsed(let time, let stop, let idleLimit):
            isStale = wasStale || pace != .standing
            lanes?.elapse(time, until: stop, idleLimit: idleLimit)
            appearance.pressed?.elapse(time)
        case .events(let batch):
            isStale = wasStale || !batch.isEmpty
            lanes?.take(batch)
        case .printed(let text, let isError): lanes?.take(printed: text, isError: isError)
        case .told(let report):
            isStale =
                wasStale
                || lanes.map {
                    $0.prospects != report.status.prospects || $0.dare != report.status.dare
                } == true
            lanes?.take(report)
            lesson?.take(lanes?.dare)
        case .opened(let model):
            lanes = model
            lanes?.canGoBack = browser != nil
        case .lesson(let screen):
            lesson = screen
            lesson?.canGoBack = browser != nil
        case .page(let model):
            lanes = model
            lanes?.isInLesson = true
            lanes?.canGoBack = browser != nil
        case .restarted: lanes?.restart()
        case .branched(let branch, let batch): lanes?.take(branch, batch)
        case .returned(let run, let batch): lanes?.show(run: run, batch)
        case .closed: (lanes, lesson) = (nil, nil)
        case .previewMoved: break
        case .recording(let recording):
            isStale = wasStale || (recording == nil) != (lanes?.recording == nil)
            lanes?.recording = recording
        case .answer(let text): lanes?.notice = text
        case .notice(let text): appearance.notice = text
        case .caption(let caption): appearance.caption = caption
        case .lane(let name):
            let size = lanesSize
            _ = lanes?.select(threadNamed: name, size)
        }
        return []
    }

    /// The whole screen as it is now, and what of it the last one did not show. Costs what is visible.
    ///
    /// - Parameter preview: what the browser shows small. Lent for the frame, so that whoever has it can append to its trace.
    package mutating func frame(preview: BrowserPreview? = nil) -> FrameUpdate {
        isStale = false
        let (theme, glyphs) = (appearance.theme, appearance.glyphs)
        var frame =
            lessonFrame()
            ?? lanes?.frame(theme, glyphs, size)
            ?? browser?.frame(preview: preview, theme: theme, glyphs: glyphs, size: size)
            ?? Frame(size: size, style: theme[.canvas])
        appearance.draw(on: &frame) { areaInWindow(ofLaneNamed: $0) }
        let update = FrameUpdate(frame, since: shown)
        shown = frame
        return update
    }

    /// The lesson with the lanes of its page in it; nil where none is read.
    private mutating func lessonFrame() -> Frame? {
        guard let lesson else { return nil }
        let (theme, glyphs) = (appearance.theme, appearance.glyphs)
        var frame = Frame(size: size, style: theme[.canvas])
        guard frame.hasRoom(theme) else { return frame }
        lesson.draw(on: &frame, isSteered: isSteered, isBusy: isBusy, theme, glyphs) { size in
            guard var lanesFrame = lanes?.frame(theme, glyphs, size) else { return nil }
            if lesson.showsCaption, let caption = lesson.page?.caption, appearance.caption == nil {
                CaptionOverlay(
                    text: caption.text, theme: theme, glyphs: glyphs,
                    lane: caption.lane.flatMap { lanes?.area(ofLaneNamed: $0, glyphs, size) }
                ).draw(in: Area(size), on: &lanesFrame)
            }
            return lanesFrame
        }
        return frame
    }

    /// Whether the page's text and lanes come in turns, as the window is low.
    package var isLessonInTurns: Bool { lesson?.layout(size).isInTurns == true }

    private var isSteered: Bool { lanes?.isSteered == true }

    /// Whether keys belong to something that lies over the lanes.
    private var isBusy: Bool { lanes?.isBusy == true && lesson?.layout(size).lanes != nil }

    /// How much of the window the lanes have.
    private var lanesSize: Size {
        guard let lesson else { return size }
        let area = lesson.layout(size).lanes
        return area.map { Size(columns: $0.columns.count, rows: $0.rows.count) } ?? size
    }

    // MARK: Input

    private mutating func take(_ input: Input) -> [Effect] {
        switch input {
        case .key(let key):
            appearance.notice = nil
            appearance.pressed?.press(key)
            lesson?.press()
            return action(for: key).map { apply($0) } ?? []
        case .mouse(let event): return apply(action(for: event))
        case .paste(let text): return paste(text)
        case .resize(let size): self.size = size
        case .resumed: break
        // A run's clock stands still while the process does.
        case .suspended: return lanes?.isRunning == true ? [.pause, .suspend, .resume] : [.suspend]
        case .quitSignal(let signal): return [.die(signal: signal)]
        }
        return []
    }

    /// What a key means where it goes: to the picker while it is open, which leaves pausing to the screen behind it.
    private func action(for key: Key) -> Action? {
        if appearance.isPickerOpen {
            let action = KeyTable.openPicker.action(for: key)
            if action != .togglePause { return action }
        }
        if let lesson, !isBusy,
            let action = lesson.action(for: key, isSteered: isSteered, size) ?? (lanes == nil ? .erase : nil)
        {
            return action
        }
        return lanes.map { $0.action(for: key) } ?? browser?.action(for: key)
    }

    private func action(for event: MouseEvent) -> Action {
        let glyphs = appearance.glyphs
        if appearance.isPickerOpen { return appearance.action(for: event, size: size) }
        if let lesson {
            let layout = lesson.layout(size)
            guard let area = layout.lanes, area.rows.contains(event.row), area.columns.contains(event.column)
            else {
                guard !isBusy else { return .erase }
                return lesson.action(for: event, isSteered: isSteered, glyphs, size) ?? .erase
            }
            let inside = event.moved(up: area.rows.lowerBound, left: area.columns.lowerBound)
            return lanes?.action(for: inside, glyphs, lanesSize) ?? .erase
        }
        return lanes?.action(for: event, glyphs, size) ?? browser?.action(
            for: event, glyphs: glyphs, size: size)
            ?? .mouse(event)
    }

    /// Where text is typed what was pasted is typed; elsewhere its letters are no keys.
    private mutating func paste(_ text: String) -> [Effect] {
        guard !appearance.isPickerOpen, lanes?.takesText ?? (browser?.isHelpOpen == false) else { return [] }
        for character in PastedLine(text).characters { _ = apply(.type(character)) }
        return []
    }

    private mutating func apply(_ action: Action) -> [Effect] {
        if appearance.isPickerOpen, action != .togglePause {
            appearance.pick(action, size: size)
            return []
        }
        switch action {
        case .nextTheme: appearance.changeTheme(by: 1)
        case .previousTheme: appearance.changeTheme(by: -1)
        case .chooseTheme where !isOverlayOpen: appearance.openPicker(size: size)
        default: break
        }
        if let lesson, action.subject == .reading || lesson.layout(size).lanes == nil {
            return self.lesson?.apply(action, size).map { [$0] } ?? []
        }
        let size = lanesSize
        let effect = lanes == nil ? browser?.apply(action, size: size) : lanes?.apply(action, size)
        return effect.map { [$0] } ?? []
    }

    /// Where a lane is in the window.
    private func areaInWindow(ofLaneNamed name: String) -> Area? {
        guard let area = lanes?.area(ofLaneNamed: name, appearance.glyphs, lanesSize) else { return nil }
        guard let place = lesson?.layout(size).lanes else { return lesson == nil ? area : nil }
        let (top, left) = (place.rows.lowerBound, place.columns.lowerBound)
        return Area(
            rows: area.rows.lowerBound + top..<area.rows.upperBound + top,
            columns: area.columns.lowerBound + left..<area.columns.upperBound + left)
    }

    private var isOverlayOpen: Bool { lanes?.isOverlayOpen ?? browser?.isHelpOpen ?? false }
}
