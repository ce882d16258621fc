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
    /// Source code, where nothing more special is known of it.
    case code
    case keyword, type, string, number, comment

    /// What a theme shows that says nothing about this role; nil where every theme must say something.
    package var substitute: Role? {
        switch self {
        case .code, .type: .canvas
        case .keyword: .heading
        case .string, .number: .info
        case .comment: .muted
        default: nil
        }
    }
}
