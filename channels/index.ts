/** Every way out of the house, behind one interface. Start with `openChannels`; `writeMessage` makes what they send. */
export type { Channel, Message, SendResult } from "./channel.ts";
export { openChannels } from "./open.ts";
export type { ChannelOptions, Channels, Links } from "./open.ts";
export { ConfigurationError } from "./configuration.ts";
export type { Environment } from "./configuration.ts";
export { orderCalls } from "./call.ts";
export type { AddTask, NewTask, WaitingCall } from "./call.ts";
export type { BusinessOrder } from "./business.ts";
export { letterData } from "./letter-data.ts";
export type { LetterFacts, Sender } from "./letter-data.ts";
export { chooseLetter } from "./letter-set.ts";
export type { LetterSources } from "./letter-set.ts";
export { render } from "./render.ts";
export type { Rendered } from "./render.ts";
export { writeMessage } from "./write-message.ts";
export type { MessageData, Written } from "./write-message.ts";
export { serveMail } from "./serve-mail.ts";
export type { MailPages } from "./serve-mail.ts";
