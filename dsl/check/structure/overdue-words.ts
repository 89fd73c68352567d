/** Messages whose name speaks of a debt that is overdue, before it is. What their letters say is looked at with the letters. */
import { problem } from "../../catalogue.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { ActionNode } from "../../tree/policy.ts";
import { inEach } from "../found.ts";
import { plainCourse } from "./course.ts";
import type { StructureCheck } from "./subject.ts";

const OVERDUE = /\b(?:past[ -]due|overdue|in arrears|late payment|missed payment)\b/iu;
/** `soon overdue` and `before it is overdue` speak of what isn't so yet. */
const NOT_YET = /\b(?:not|soon|before|avoid|almost|nearly|never)\b/iu;

const saysSo = (action: ActionNode | null): action is Extract<ActionNode, { readonly kind: "contact" }> =>
  action?.kind === "contact" && OVERDUE.test(action.template.text) && !NOT_YET.test(action.template.text);

/** Late is who hasn't paid on the day after the due date; on the due date itself nobody is. */
export const saysOverdue: StructureCheck = (subject) =>
  inEach(plainCourse(subject), ({ view, begins }): readonly Diagnostic[] =>
    inEach(view.courses, (steps) =>
      inEach(steps, ({ node, step }) => {
        const day = begins + step.day.n;
        if (day > 0 || step.day.business) return [];
        return inEach([node.action, node.otherwise, node.else], (action) =>
          saysSo(action)
            ? [
                problem(
                  "saysOverdue",
                  action.template.span,
                  { name: action.template.text, day },
                  {
                    witness: `for example an account with days_overdue 0 on day ${step.day.n} of stage "${view.stage.name}"`,
                    help: "name what it is: a reminder of a day to come",
                  },
                ),
              ]
            : [],
        );
      }),
    ),
  );
