/// What a piece of the screen means. A theme gives each a style; the views know roles only.
package enum Role: String, CaseIterable, Sendable {
    /// Text on the background: the style that fills the frame and that the others are laid over.
    case canvas
    case header, brand, muted, rule, heading
    /// Laid under the selected row.
    case selection
    case playing, paused
    /// The thread that goes next, where that is known.
    case next
    /// The live edge of a lane.
    case edge
    case key
    case ready, running, sleeping, done
    /// Waiting for a thread, for a future, for anything else without a colour of its own.
    case joining, awaiting, waiting
    /// Failed, deadlocked, and messages of that level.
    case error
    case debug, info, warning
    /// The code panel's text, the words of the language in it, and so on.
    case code, keyword, string, comment

    /// What a theme without this role shows instead, so that themes made before a role was there can be used still. nil: a
    /// theme must have the role.
    var fallback: Role? {
        switch self {
        case .code: .canvas
        case .keyword: .key
        case .string: .info
        case .comment: .muted
        default: nil
        }
    }
}
