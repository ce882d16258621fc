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
            isStale = wasStale || lanes.map { $0.prospects != report.status.prospects } == true
            lanes?.take(report)
        case .opened(let model):
            lanes = model
            lanes?.canGoBack = browser != nil
        case .restarted: lanes?.restart()
        case .branched(let branch, let batch): lanes?.take(branch, batch)
        case .returned(let run, let batch): lanes?.show(run: run, batch)
        case .closed: lanes = nil
        case .previewMoved: break
        case .recording(let recording):
            isStale = wasStale || (recording == nil) != (lanes?.recording == nil)
            lanes?.recording = recording
        case .answer(let text): lanes?.notice = text
        case .notice(let text): appearance.notice = text
        case .caption(let caption): appearance.caption = caption
        case .lane(let name): _ = lanes?.select(threadNamed: name, size)
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
            lanes?.frame(theme, glyphs, size)
            ?? browser?.frame(preview: preview, theme: theme, glyphs: glyphs, size: size)
            ?? Frame(size: size, style: theme[.canvas])
        appearance.draw(on: &frame) { lanes?.area(ofLaneNamed: $0, glyphs, size) }
        let update = FrameUpdate(frame, since: shown)
        shown = frame
        return update
    }

    // MARK: Input

    private mutating func take(_ input: Input) -> [Effect] {
        switch input {
        case .key(let key):
            appearance.notice = nil
            appearance.pressed?.press(key)
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
        return lanes.map { $0.action(for: key) } ?? browser?.action(for: key)
    }

    private func action(for event: MouseEvent) -> Action {
        let glyphs = appearance.glyphs
        if appearance.isPickerOpen { return appearance.action(for: event, size: size) }
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
        let effect = lanes == nil ? browser?.apply(action, size: size) : lanes?.apply(action, size)
        return effect.map { [$0] } ?? []
    }

    private var isOverlayOpen: Bool { lanes?.isOverlayOpen ?? browser?.isHelpOpen ?? false }
}
