import { assuranceRequestExamples } from './assurance-request/examples.ts'
import { assuranceRequest } from './assurance-request/kind.ts'
import { auditReturnExamples } from './audit-return/examples.ts'
import { auditReturn } from './audit-return/kind.ts'
import { dataReturnExamples } from './data-return/examples.ts'
import { dataReturn } from './data-return/kind.ts'
import { earlyShareExamples } from './early-share/examples.ts'
import { earlyShare } from './early-share/kind.ts'
import type { Kind, KindExamples } from './kind.ts'
import { learningAssuranceExamples } from './learning-assurance/examples.ts'
import { learningAssurance } from './learning-assurance/kind.ts'
import { practitionerQuestionnaireExamples } from './practitioner-questionnaire/examples.ts'
import { practitionerQuestionnaire } from './practitioner-questionnaire/kind.ts'
import { scrutinyRequestExamples } from './scrutiny-request/examples.ts'
import { scrutinyRequest } from './scrutiny-request/kind.ts'

/** Every kind with its examples. A new kind is one folder and one line here (DESIGN §2). */
export const catalogue: readonly { readonly kind: Kind; readonly examples: KindExamples }[] = [
  { kind: auditReturn, examples: auditReturnExamples },
  { kind: assuranceRequest, examples: assuranceRequestExamples },
  { kind: learningAssurance, examples: learningAssuranceExamples },
  { kind: scrutinyRequest, examples: scrutinyRequestExamples },
  { kind: practitionerQuestionnaire, examples: practitionerQuestionnaireExamples },
  { kind: dataReturn, examples: dataReturnExamples },
  { kind: earlyShare, examples: earlyShareExamples },
]

/** Every kind of request there is. */
export const kinds: readonly Kind[] = catalogue.map(({ kind }) => kind)

/** The kind of that id, where there is one. */
export const kindOf = (id: string): Kind | undefined => kinds.find((kind) => kind.id === id)
