// Generated from openapi.json by `npm run generate`. Not edited by hand.

export interface paths {
    "/agent-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgentGroupList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** A group comes with a queue of the same name. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAgentGroup"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgentGroup"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agent-groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AgentGroupBody"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Only an empty group to which no scenario leads. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgentList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAgentBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgentList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AgentBody"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The agent has left: signed out everywhere, seat free, history kept. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give somebody a new password. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change somebody's status; during a call it is kept for after it. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OthersStatus"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first. */
        get: {
            parameters: {
                query?: {
                    agent_id?: string;
                    /** @description First Korean day. */
                    from?: string;
                    /** @description From 1. */
                    page?: number;
                    /** @description At most 200. */
                    per_page?: number;
                    /** @description Last Korean day. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callback-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The oldest waiting first, or the newest closed. */
        get: {
            parameters: {
                query?: {
                    /** @description From 1. */
                    page?: number;
                    /** @description At most 200. */
                    per_page?: number;
                    progress?: "waiting" | "closed";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CallbackList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callback-requests/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CloseForm"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callback-requests/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a close back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/callback-requests/{id}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The number to call. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonForm"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnmaskedNumber"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the call that rings. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pass on the call that rings; it goes to the next agent. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/digits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Press keys towards the customer's side. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Digits"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/hang-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer hears music. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/pick-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a call that waits, or rings at a colleague. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calls/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CategoryList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CategoryBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Category"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CategoryBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Category"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Only one that nobody used; others can be switched off. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    /** @description From 1. */
                    page?: number;
                    /** @description At most 200. */
                    per_page?: number;
                    /** @description Part of a name, a whole number or its last four digits, or a whole mail address. Empty: everybody. */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CustomerList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CustomerBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CustomerBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Customer"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last five calls, whoever took them. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LastCalls"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything in full. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonForm"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnmaskedCustomer"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The floor at a glance; follow it over the socket. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Dashboard"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The desk as it is now. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Desk"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/after-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Book what follows the running call. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AfterCallChoice"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/desk/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose one's own status. Refused during a call. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StatusChoice"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history, newest first. Agents see what they took part in. */
        get: {
            parameters: {
                query?: {
                    agent_id?: string;
                    channel?: "phone" | "web_call";
                    /** @description First Korean day. */
                    from?: string;
                    /** @description A whole number, or exactly its last four digits. */
                    number?: string;
                    outcome?: "in_progress" | "answered" | "abandoned" | "callback_requested" | "not_reached" | "self_served";
                    /** @description From 1. */
                    page?: number;
                    /** @description At most 200. */
                    per_page?: number;
                    queue_id?: string;
                    /** @description Last Korean day. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InteractionList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InteractionDetail"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{id}/unmask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer's number in full. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonForm"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UnmaskedNumber"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/interactions/{id}/wrap-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save the write-up, as a draft or for good. It may be changed again later. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WrapUpForm"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WrapUp"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NumberList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NumberBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/numbers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NumberBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Number"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/public-holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public holidays of a year with lunar days and substitutes. Elections and days the government adds are not
         *     known beforehand.
         */
        get: {
            parameters: {
                query: {
                    /** @description 2026–2050. */
                    year: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicHolidayList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QueueList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QueueBody"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queues/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QueueBody"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Not a group's queue, and none that a scenario leads to. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/realtime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow the desk, the dashboard and what changes. Send `ping` every 20 s. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                101: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description messages of the server */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServerMessage"];
                    };
                };
                /** @description messages of the screen */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScreenMessage"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a copy away, for a reason that is kept. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonForm"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "audio/wav": number[];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/sound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** WAV, 16 bits, 8 kHz; the customer on the left, what the customer heard on the right. Ranges are served. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "audio/wav": number[];
                    };
                };
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "audio/wav": number[];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{id}/waveform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Waveform"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/routing-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoutingPolicy"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RoutingPolicy"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewScenario"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Save the draft. It may be unfinished, but its keys must be told apart. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DraftBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}/forced-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Open or close at once, whatever the hours say. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ForcedHours"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Let the hours hold again. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New calls hear the draft from now on. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PublishBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Published"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Play the scenario through as a caller or a chat visitor would meet it, without anybody calling. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SimulationBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Simulation"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}/test-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run the tests of a document, saved or not. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TestRunBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioTestRun"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScenarioVersionList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy an earlier version into the draft. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    version: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Sign in with company, ID and password. Sets the session cookie. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Sign out of this browser. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one's own password; other browsers are signed out. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordChange"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-in-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who signed in and who tried to, newest first. */
        get: {
            parameters: {
                query?: {
                    agent_id?: string;
                    /** @description First Korean day. */
                    from?: string;
                    /** @description From 1. */
                    page?: number;
                    /** @description At most 200. */
                    per_page?: number;
                    /** @description Last Korean day. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignInList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/softphone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the leg, or replace it; a running call goes on over the new one. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SoftphoneLeg"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SoundList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Bring a file: wav, mp3, m4a or ogg, at most 10 MB. The body is the file. */
        post: {
            parameters: {
                query: {
                    name: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sound"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sounds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SoundName"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sound"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** A sound that a scenario plays stays. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sounds/{id}/audio": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a telephone plays it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "audio/wav": number[];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sounds/speech": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Speak a text and keep it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSpokenSound"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sound"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/speech/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A sentence as callers would hear it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PreviewBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "audio/wav": number[];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TrunkList"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TrunkBody"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trunks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TrunkBody"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/web-call/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the page shows before a call. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WebCallPage"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Start a call with the browser's offer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Offer"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StartedWebCall"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/web-call/{slug}/calls/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow the call to its end. */
        get: {
            parameters: {
                query: {
                    token: string;
                };
                header?: never;
                path: {
                    id: string;
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["WebCallState"];
                    };
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/web-call/{slug}/calls/{id}/hang-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hang up; also sent when the page is left. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    slug: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TokenBody"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description refused */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AfterCallChoice: {
            kind: components["schemas"]["AfterCallKind"];
            /** @enum {string} */
            reason?: "break" | "meal" | "training" | "meeting" | "no_answer";
        };
        /** @enum {string} */
        AfterCallKind: "ready" | "away" | "wrap_up";
        Agent: {
            /** Format: date-time */
            deactivated_at?: string | null;
            extension: string;
            /** Format: uuid */
            group_id: string;
            /** Format: uuid */
            id: string;
            login_id: string;
            name: string;
            /** @description Queues assigned directly, beyond those of the group. */
            queue_ids: string[];
            /** @enum {string} */
            role: "owner" | "admin" | "supervisor" | "agent";
            status: components["schemas"]["Status"];
        };
        AgentBody: {
            /** Format: uuid */
            group_id: string;
            name: string;
            queue_ids?: string[];
            /** @enum {string} */
            role: "owner" | "admin" | "supervisor" | "agent";
        };
        AgentGroup: {
            /** @description Who works in this very group. */
            agent_count: number;
            /** Format: uuid */
            default_queue_id: string;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: uuid
             * @description Missing for the root.
             */
            parent_id?: string | null;
            /** Format: int32 */
            position: number;
        };
        AgentGroupBody: {
            name: string;
            /** Format: uuid */
            parent_id?: string | null;
            /** Format: int32 */
            position: number;
        };
        AgentGroupList: {
            items: components["schemas"]["AgentGroup"][];
        };
        AgentLine: {
            group_name: string;
            /** Format: uuid */
            id: string;
            name: string;
            softphone: components["schemas"]["Softphone"];
            status: components["schemas"]["Status"];
        };
        AgentList: {
            items: components["schemas"]["Agent"][];
        };
        AuditEntry: {
            action: string;
            /** @description Missing for what the system did by itself. */
            agent_name?: string | null;
            /** Format: date-time */
            at: string;
            /** @description What changed, as JSON text without personal data. */
            detail: string;
            ip_masked?: string | null;
            reason?: string | null;
            subject_id?: string | null;
            subject_kind: string;
        };
        AuditList: {
            items: components["schemas"]["AuditEntry"][];
            /** Format: int32 */
            page: number;
            /** Format: int32 */
            per_page: number;
            /** Format: int64 */
            total: number;
        };
        CallbackList: {
            items: components["schemas"]["CallbackRequest"][];
            /** Format: int32 */
            page: number;
            /** Format: int32 */
            per_page: number;
            /** Format: int64 */
            total: number;
            /**
             * Format: int64
             * @description Over all pages and whatever is shown.
             */
            waiting_total: number;
        };
        CallbackRequest: {
            /** Format: date-time */
            closed_at?: string | null;
            closed_by?: string | null;
            customer_name?: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            interaction_id: string;
            message?: components["schemas"]["VoiceMessage"] | null;
            number_masked: string;
            /** @enum {string} */
            outcome?: "reached" | "not_reached" | "dropped";
            progress: components["schemas"]["Progress"];
            queue_name: string;
            /** Format: date-time */
            requested_at: string;
        };
        /** @description How much one agent serves at a time, beside one call. */
        Capacity: {
            call_beside_others: boolean;
            chat_during_call: boolean;
            /** Format: int32 */
            chats: number;
            ticket_during_call: boolean;
            /** Format: int32 */
            tickets: number;
        };
        Category: {
            /** @description False: stays on old interactions, cannot be chosen. */
            active: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            parent_id?: string | null;
            /** Format: int32 */
            position: number;
        };
        CategoryBody: {
            active: boolean;
            name: string;
            /** Format: uuid */
            parent_id?: string | null;
            /** Format: int32 */
            position: number;
        };
        CategoryList: {
            items: components["schemas"]["Category"][];
        };
        /** @enum {string} */
        ChoosableStatus: "ready" | "away";
        CloseForm: {
            /** @enum {string} */
            outcome: "reached" | "not_reached" | "dropped";
        };
        Customer: {
            /** Format: date-time */
            created_at: string;
            email_masked?: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            note: string;
            number_masked?: string | null;
            /** Format: date-time */
            updated_at: string;
            vip: boolean;
        };
        CustomerBody: {
            /** @description Missing: unchanged. Empty: cleared. */
            email?: string | null;
            name: string;
            note?: string;
            /** @description Missing: unchanged. Empty: cleared. */
            number?: string | null;
            /**
             * Format: uuid
             * @description Take the number of this interaction.
             */
            number_from_interaction?: string | null;
            vip?: boolean;
        };
        CustomerList: {
            /** @description False when only the newest names were searched. */
            complete: boolean;
            items: components["schemas"]["Customer"][];
            /** Format: int32 */
            page: number;
            /** Format: int32 */
            per_page: number;
            /** Format: int64 */
            total: number;
        };
        /** @description A customer as lists show one. */
        CustomerName: {
            /** Format: uuid */
            id: string;
            name: string;
            vip: boolean;
        };
        Dashboard: {
            agents: components["schemas"]["AgentLine"][];
            /** Format: date-time */
            at: string;
            /** Format: int32 */
            callbacks_waiting: number;
            lines: components["schemas"]["Lines"];
            queues: components["schemas"]["QueueLine"][];
            totals: components["schemas"]["Totals"];
            /** @description 15-minute slots of today. */
            trend: components["schemas"]["TrendPoint"][];
            waiting: components["schemas"]["Waiting"][];
            warnings: components["schemas"]["WarningLine"][];
        };
        DecisionLine: {
            /** Format: date-time */
            at: string;
            /** @description Agents who were ready, in the order of the rule, and how each fared; at most five. */
            candidates: string[];
            text: string;
        };
        Desk: {
            after_call: components["schemas"]["AfterCallChoice"];
            call?: components["schemas"]["LiveCall"] | null;
            /** Format: date-time */
            longest_waiting_since?: string | null;
            /** Format: date-time */
            server_time: string;
            softphone: components["schemas"]["Softphone"];
            status: components["schemas"]["Status"];
            /** @description Longest first, at most 50. */
            waiting: components["schemas"]["Waiting"][];
            waiting_total: number;
            wrap_up?: components["schemas"]["WrapUpDue"] | null;
        };
        Digits: {
            /** @description `0`–`9`, `*`, `#`; at most 32. */
            digits: string;
        };
        /** @description Digits such as an order number, and what they are called. */
        DigitsTaken: {
            digits: string;
            label: string;
        };
        DraftBody: {
            /**
             * Format: date-time
             * @description The `draft_updated_at` the draft was made from.
             */
            based_on: string;
            document: components["schemas"]["ScenarioDocument"];
        };
        FieldProblem: {
            code: string;
            detail: string;
            /** @description As the request names it; parts of a document are joined by `/`. */
            field: string;
        };
        ForcedHours: {
            open: boolean;
            /**
             * Format: date-time
             * @description Absent: until somebody switches it off.
             */
            until?: string | null;
        };
        /** @description What happened, and when: milliseconds since the call was picked up. */
        Happening: {
            /** Format: int64 */
            at_ms: number;
            choices: components["schemas"]["SimulatedChoice"][];
            /**
             * Format: int64
             * @description Roughly.
             */
            duration_ms: number;
            /** @enum {string} */
            kind: "said";
            /** @description Of each text the sound that is heard instead. */
            sound_ids: (string | null)[];
            texts: string[];
        } | {
            /** Format: int64 */
            at_ms: number;
            digit: string;
            /** @enum {string} */
            kind: "pressed";
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "entered";
            path: string[];
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "queued";
            queue: string;
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "left_queue";
            /** @enum {string} */
            outcome: "answered" | "abandoned" | "callback_requested" | "wait_limit" | "overflowed" | "failed";
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "connected";
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "callback_requested";
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "text_sent";
            text: string;
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "forwarded";
            number: string;
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "voicemail";
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "voicemail_left";
        } | {
            /** Format: int64 */
            at_ms: number;
            digits: string;
            /** @enum {string} */
            kind: "digits_taken";
            label: string;
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "music";
        } | {
            /** Format: int64 */
            at_ms: number;
            /** @enum {string} */
            kind: "ended";
            /** @enum {string} */
            reason: "customer_hung_up" | "agent_hung_up" | "left_in_ivr" | "abandoned_in_queue" | "abandoned_while_ringing" | "scenario_ended" | "closed" | "wait_limit" | "callback_requested" | "not_reached" | "forwarded" | "voicemail_left" | "unavailable" | "not_in_service" | "connection_lost" | "no_capacity" | "system_stopped" | "failed";
            text: string;
        };
        InteractionDetail: components["schemas"]["InteractionRow"] & {
            /** Format: date-time */
            answered_at?: string | null;
            /** Format: date-time */
            connected_at?: string | null;
            /** @description Why each agent's phone rang, in words. */
            decisions: components["schemas"]["DecisionLine"][];
            dialed_number: string;
            digits_taken: components["schemas"]["DigitsTaken"][];
            /** Format: double */
            hold_seconds: number;
            legs: components["schemas"]["Leg"][];
            recordings: components["schemas"]["RecordingLine"][];
            saved_wrap_up?: components["schemas"]["WrapUp"] | null;
            scenario_name?: string | null;
            /** Format: int32 */
            scenario_version?: number | null;
            timeline: components["schemas"]["TimelineEntry"][];
            visits: components["schemas"]["Visit"][];
        };
        InteractionList: {
            items: components["schemas"]["InteractionRow"][];
            /** Format: int32 */
            page: number;
            /** Format: int32 */
            per_page: number;
            /** Format: int64 */
            total: number;
        };
        InteractionRow: {
            /** Format: uuid */
            agent_id?: string | null;
            agent_name?: string | null;
            brand_name: string;
            category_path: string[];
            /** @enum {string} */
            channel: "phone" | "web_call";
            customer?: components["schemas"]["CustomerName"] | null;
            /** @enum {string} */
            direction: "inbound" | "outbound";
            /** @enum {string} */
            end_reason?: "customer_hung_up" | "agent_hung_up" | "left_in_ivr" | "abandoned_in_queue" | "abandoned_while_ringing" | "scenario_ended" | "closed" | "wait_limit" | "callback_requested" | "not_reached" | "forwarded" | "voicemail_left" | "unavailable" | "not_in_service" | "connection_lost" | "no_capacity" | "system_stopped" | "failed";
            /** Format: date-time */
            ended_at?: string | null;
            /** Format: uuid */
            id: string;
            menu_path: string[];
            number_masked?: string | null;
            /** @enum {string} */
            outcome: "in_progress" | "answered" | "abandoned" | "callback_requested" | "not_reached" | "self_served";
            queue_name?: string | null;
            recording: components["schemas"]["RecordingWord"];
            /** Format: date-time */
            started_at: string;
            /** Format: double */
            talk_seconds: number;
            /** Format: double */
            wait_seconds: number;
            /** @enum {string} */
            wrap_up: "none" | "draft" | "saved";
        };
        LastCalls: {
            items: components["schemas"]["InteractionRow"][];
        };
        LastWeek: {
            /** Format: int32 */
            abandoned: number;
            /** Format: double */
            answer_rate?: number | null;
            /** Format: double */
            mean_wait_seconds?: number | null;
            /** Format: int32 */
            offered: number;
            /** Format: double */
            service_level?: number | null;
        };
        Leg: {
            agent_name?: string | null;
            /** Format: date-time */
            answered_at?: string | null;
            /** Format: date-time */
            ended_at?: string | null;
            network_reason?: string | null;
            /** @enum {string} */
            party: "customer" | "agent" | "forwarded";
            /** Format: date-time */
            started_at: string;
        };
        Lines: {
            in_ivr: number;
            recording: number;
            talking: number;
            trunks: components["schemas"]["TrunkLine"][];
            waiting: number;
        };
        LiveCall: {
            brand_name: string;
            /** @enum {string} */
            channel: "phone" | "web_call";
            /** Format: date-time */
            connected_at?: string | null;
            customer?: components["schemas"]["CustomerName"] | null;
            dialed_number: string;
            /** @description What the caller typed where the scenario asked for it. */
            digits_taken: components["schemas"]["DigitsTaken"][];
            /** Format: date-time */
            held_since?: string | null;
            /**
             * Format: double
             * @description Of holds that are over.
             */
            hold_seconds: number;
            /** Format: uuid */
            interaction_id: string;
            /** @description We call the customer, who asked for it: taking it dials. */
            is_callback: boolean;
            menu_path: string[];
            /** @description Missing when withheld. */
            number_masked?: string | null;
            /** Format: date-time */
            offered_at?: string | null;
            /** Format: uuid */
            queue_id?: string | null;
            queue_name: string;
            recording: boolean;
            /** Format: date-time */
            ring_until?: string | null;
            /** Format: date-time */
            started_at: string;
            state: components["schemas"]["LiveCallState"];
            /** Format: double */
            wait_seconds: number;
        };
        /** @enum {string} */
        LiveCallState: "ringing" | "talking" | "held" | "lost";
        NewAgentBody: {
            /** Format: uuid */
            group_id: string;
            login_id: string;
            name: string;
            password: string;
            queue_ids?: string[];
            /** @enum {string} */
            role: "owner" | "admin" | "supervisor" | "agent";
        };
        NewAgentGroup: {
            name: string;
            /** Format: uuid */
            parent_id: string;
        };
        NewPassword: {
            new: string;
        };
        NewScenario: {
            /** Format: uuid */
            brand_id: string;
            name: string;
        };
        NewSpokenSound: {
            name: string;
            /** @description At most 1,000 characters. */
            text: string;
            voice: components["schemas"]["Voice"];
        };
        Number: {
            /** Format: uuid */
            brand_id: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "mobile" | "landline" | "internet" | "represented" | "caller_free" | "toll_free" | "virtual" | "special" | "international" | "other";
            label: string;
            main: boolean;
            /** @description The company's own number, in full. */
            number: string;
            /**
             * Format: uuid
             * @description Missing: callers hear that the number is not in service.
             */
            scenario_id?: string | null;
            /**
             * Format: uuid
             * @description Missing: any trunk.
             */
            trunk_id?: string | null;
        };
        NumberBody: {
            /** Format: uuid */
            brand_id: string;
            label?: string;
            main?: boolean;
            number: string;
            /** Format: uuid */
            scenario_id?: string | null;
            /** Format: uuid */
            trunk_id?: string | null;
        };
        NumberList: {
            items: components["schemas"]["Number"][];
        };
        Offer: {
            /** @description SDP with all candidates; there is no trickle. */
            offer: string;
        };
        OthersStatus: {
            kind: components["schemas"]["OthersStatusKind"];
            /** @enum {string} */
            reason?: "break" | "meal" | "training" | "meeting" | "no_answer";
        };
        /** @enum {string} */
        OthersStatusKind: "ready" | "away" | "signed_out";
        Overflow: {
            /** Format: int32 */
            after_seconds: number;
            /**
             * Format: uuid
             * @description Missing: the queue of the group above.
             */
            queue_id?: string | null;
        };
        PasswordChange: {
            current: string;
            new: string;
        };
        PreviewBody: {
            text: string;
            voice?: components["schemas"]["Voice"] | null;
        };
        Problem: {
            /**
             * @description Stable, such as `callback_request.already_closed`.
             * @example callback_request.already_closed
             */
            code: string;
            /** @description A sentence in the language asked for. */
            detail: string;
            /** @description What is wrong with a form, field by field. */
            errors?: components["schemas"]["FieldProblem"][];
            /** Format: int32 */
            status: number;
            /** @description The status in words. */
            title: string;
            /** @description Always `about:blank`; the code tells problems apart. */
            type: string;
        };
        /** @enum {string} */
        Progress: "waiting" | "closed";
        PublicHoliday: {
            /** Format: date */
            date: string;
            name: string;
        };
        PublicHolidayList: {
            items: components["schemas"]["PublicHoliday"][];
        };
        PublishBody: {
            /** @description What changed, for colleagues; at most 200 characters. */
            note?: string;
        };
        Published: {
            /** Format: date-time */
            at: string;
            /** @description Sentences that had to be made into sound. */
            clips_made: number;
            /** Format: int32 */
            version: number;
        };
        Queue: {
            /** @description Assigned to this queue. */
            agent_ids: string[];
            /** @description Serve it through their group. */
            group_agent_ids: string[];
            /**
             * Format: uuid
             * @description Whose default queue it is.
             */
            group_id?: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            rule: components["schemas"]["QueueRule"];
            /** @description Agents with another level than the best. */
            skill_levels: components["schemas"]["SkillLevel"][];
        };
        QueueBody: {
            agent_ids?: string[];
            name: string;
            rule?: components["schemas"]["QueueRule"] | null;
            /** @description Whoever is not named has the best level. */
            skill_levels?: components["schemas"]["SkillLevel"][];
        };
        QueueLine: {
            /** Format: int32 */
            abandoned: number;
            /** Format: double */
            answer_rate?: number | null;
            /** Format: int32 */
            answered: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            longest_since?: string | null;
            name: string;
            /** Format: int32 */
            offered: number;
            ready_agents: number;
            /** Format: double */
            service_level?: number | null;
            /** Format: double */
            service_level_target: number;
            signed_in_agents: number;
            waiting: number;
        };
        QueueList: {
            items: components["schemas"]["Queue"][];
        };
        QueueRule: {
            /**
             * Format: int32
             * @description Percent.
             */
            answer_rate_target: number;
            /** @enum {string} */
            distribution: "longest_idle" | "round_robin" | "random" | "fewest_handled" | "fixed";
            /** @description Whoever served the customer last is preferred when ready. */
            last_agent_first: boolean;
            overflow?: components["schemas"]["Overflow"] | null;
            /** Format: int32 */
            ring_seconds: number;
            /** Format: int32 */
            service_level_seconds: number;
            /**
             * Format: int32
             * @description Percent.
             */
            service_level_target: number;
            /** Format: int32 */
            short_abandon_seconds: number;
            /**
             * Format: int32
             * @description 0: agents of every level at once. Else the best level signed in first, and one more after each such span.
             */
            widen_after_seconds: number;
            /**
             * Format: int32
             * @description 0: no limit.
             */
            wrap_up_seconds: number;
        };
        ReasonForm: {
            /** @description 2 to 200 characters; kept in the audit. */
            reason: string;
        };
        RecordingLine: {
            /** Format: int64 */
            duration_ms: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            started_at: string;
            /** @enum {string} */
            state: "running" | "ready" | "lost";
        };
        /** @enum {string} */
        RecordingWord: "none" | "running" | "ready" | "lost";
        RoutingPolicy: {
            after_call: components["schemas"]["AfterCallChoice"];
            after_sign_in: components["schemas"]["StatusChoice"];
            /**
             * Format: int32
             * @description Missing: agents answer themselves.
             */
            auto_answer_seconds?: number | null;
            /** Format: int32 */
            callback_bonus_seconds: number;
            capacity: components["schemas"]["Capacity"];
            /**
             * Format: int32
             * @description How long a lost agent may take to come back before the customer goes to somebody else.
             */
            lost_grace_seconds: number;
            /**
             * Format: int32
             * @description So many calls rang out in a row: the agent is set away.
             */
            no_answer_limit: number;
            /**
             * Format: int32
             * @description An agent is not offered again so soon what he let pass.
             */
            retry_seconds: number;
            /**
             * Format: int32
             * @description A VIP is served as if he had come so much earlier.
             */
            vip_bonus_seconds: number;
        };
        Scenario: {
            /** Format: uuid */
            brand_id: string;
            draft: components["schemas"]["ScenarioDocument"];
            /**
             * Format: date-time
             * @description Send it back when saving, so that two editors notice each other.
             */
            draft_updated_at: string;
            forced_hours?: components["schemas"]["ForcedHours"] | null;
            /** Format: uuid */
            id: string;
            name: string;
            published?: components["schemas"]["ScenarioVersion"] | null;
            /** @description Of the draft's tests. */
            test_results: components["schemas"]["ScenarioTestResult"][];
            warnings: components["schemas"]["ScenarioFinding"][];
        };
        ScenarioAction: {
            children: components["schemas"]["ScenarioNode"][];
            /** @enum {string} */
            kind: "menu";
        } | {
            /** @enum {string} */
            kind: "end";
        } | {
            /** @description Whether a callback may be offered. */
            callback: boolean;
            /** @enum {string} */
            kind: "connect";
            /** Format: uuid */
            queue_id?: string | null;
        } | {
            /** @enum {string} */
            kind: "forward";
            number: string;
        } | {
            /** @enum {string} */
            kind: "send_text";
            text: string;
        } | {
            /** @enum {string} */
            kind: "voicemail";
            /** Format: int32 */
            max_seconds: number;
            /** Format: uuid */
            queue_id?: string | null;
        };
        /** @enum {string} */
        ScenarioAfterWait: "keep_waiting" | "hang_up" | "offer_callback";
        /** @description Empty text and no sound: the default sentence of its place. */
        ScenarioAnnouncement: {
            /**
             * Format: uuid
             * @description A sound of the library, heard instead.
             */
            sound_id?: string | null;
            text: string;
        };
        ScenarioAnnouncements: {
            after_hours: components["schemas"]["ScenarioAnnouncement"];
            callback_offered: components["schemas"]["ScenarioAnnouncement"];
            connecting: components["schemas"]["ScenarioAnnouncement"];
            goodbye: components["schemas"]["ScenarioAnnouncement"];
            holiday: components["schemas"]["ScenarioAnnouncement"];
            lunch_break: components["schemas"]["ScenarioAnnouncement"];
            unavailable: components["schemas"]["ScenarioAnnouncement"];
            wait_limit: components["schemas"]["ScenarioAnnouncement"];
            waiting: components["schemas"]["ScenarioAnnouncement"];
            welcome: components["schemas"]["ScenarioAnnouncement"];
        };
        /**
         * @description A scenario as it is stored: schema 2. The server keeps it as it is given; a test holds this description and the
         *     server's own reading of it together.
         */
        ScenarioDocument: {
            announcements: components["schemas"]["ScenarioAnnouncements"];
            /** Format: int32 */
            digit_wait_seconds: number;
            hours: components["schemas"]["ScenarioHours"];
            queue_notice: components["schemas"]["ScenarioQueueNotice"];
            /** Format: int32 */
            repeats: number;
            root: components["schemas"]["ScenarioNode"];
            /**
             * Format: int32
             * @description 2; a document of schema 1 is read too.
             */
            schema: number;
            tests: components["schemas"]["ScenarioTest"][];
            voice: components["schemas"]["Voice"];
            wait_limit: components["schemas"]["ScenarioWaitLimit"];
        };
        ScenarioExpectation: {
            /** @enum {string} */
            kind: "queue";
            /** Format: uuid */
            queue_id: string;
        } | {
            /** @enum {string} */
            kind: "says";
            text: string;
        } | {
            /** @enum {string} */
            kind: "ends";
            /** @enum {string} */
            reason: "customer_hung_up" | "agent_hung_up" | "left_in_ivr" | "abandoned_in_queue" | "abandoned_while_ringing" | "scenario_ended" | "closed" | "wait_limit" | "callback_requested" | "not_reached" | "forwarded" | "voicemail_left" | "unavailable" | "not_in_service" | "connection_lost" | "no_capacity" | "system_stopped" | "failed";
        };
        ScenarioFinding: {
            /** @description It must be mended before publishing. */
            blocks_publishing: boolean;
            code: string;
            /** @description `root/1/2/digit`, or the name of a shared setting. */
            field: string;
            /** @description Keys from the root to the menu concerned. */
            path: string[];
            text: string;
        };
        ScenarioHoliday: {
            /** Format: date */
            date: string;
            /** @enum {string} */
            kind: "national" | "company";
            name: string;
            yearly: boolean;
        };
        ScenarioHours: {
            holidays: components["schemas"]["ScenarioHoliday"][];
            lunch?: components["schemas"]["ScenarioTimeRange"] | null;
            weekly: components["schemas"]["ScenarioWeek"];
        };
        ScenarioList: {
            items: components["schemas"]["ScenarioSummary"][];
        };
        ScenarioNode: {
            action: components["schemas"]["ScenarioAction"];
            announcement: components["schemas"]["ScenarioAnnouncement"];
            /** @description `0`–`9`. */
            digit: string;
            name: string;
            takes?: components["schemas"]["ScenarioTakes"] | null;
        };
        ScenarioQueueNotice: {
            estimate: boolean;
            /** Format: int32 */
            every_seconds: number;
            position: boolean;
        };
        ScenarioSummary: {
            /** Format: uuid */
            brand_id: string;
            /** @description The draft is not what callers hear. */
            draft_differs: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description Numbers that it answers. */
            numbers: string[];
            /** Format: date-time */
            published_at?: string | null;
            published_by?: string | null;
            /** Format: int32 */
            published_version?: number | null;
        };
        /** @description Digits the caller types, ended by `#` or by the last one. */
        ScenarioTakes: {
            label: string;
            max: number;
            min: number;
        };
        ScenarioTest: {
            /** @description Korean wall-clock time, `2026-11-20T14:30`. */
            at: string;
            /** @description `0`–`9`, `*` and `#`. */
            digits: string;
            expect: components["schemas"]["ScenarioExpectation"];
            name: string;
        };
        ScenarioTestResult: {
            /** @description What came, in a sentence. */
            got: string;
            /** @description Of the test in the document. */
            index: number;
            passed: boolean;
        };
        ScenarioTestRun: {
            results: components["schemas"]["ScenarioTestResult"][];
        };
        /** @description `09:00` up to, not including, `18:00`; an end of `23:59` includes its minute. */
        ScenarioTimeRange: {
            from: string;
            to: string;
        };
        ScenarioVersion: {
            /** Format: date-time */
            at: string;
            by?: string | null;
            document: components["schemas"]["ScenarioDocument"];
            note: string;
            /** Format: int32 */
            version: number;
        };
        ScenarioVersionList: {
            items: components["schemas"]["ScenarioVersion"][];
        };
        ScenarioWaitLimit: {
            /** Format: int32 */
            seconds: number;
            then: components["schemas"]["ScenarioAfterWait"];
        };
        ScenarioWeek: {
            friday: components["schemas"]["ScenarioTimeRange"][];
            monday: components["schemas"]["ScenarioTimeRange"][];
            saturday: components["schemas"]["ScenarioTimeRange"][];
            sunday: components["schemas"]["ScenarioTimeRange"][];
            thursday: components["schemas"]["ScenarioTimeRange"][];
            tuesday: components["schemas"]["ScenarioTimeRange"][];
            wednesday: components["schemas"]["ScenarioTimeRange"][];
        };
        /** @description What a screen says. */
        ScreenMessage: {
            on: boolean;
            /** @enum {string} */
            type: "subscribe_dashboard";
        } | {
            /** @enum {string} */
            type: "ping";
        };
        /** @description What the server says. */
        ServerMessage: {
            desk: components["schemas"]["Desk"];
            /** @enum {string} */
            type: "hello";
        } | {
            desk: components["schemas"]["Desk"];
            /** @enum {string} */
            type: "desk";
        } | {
            dashboard: components["schemas"]["Dashboard"];
            /** @enum {string} */
            type: "dashboard";
        } | {
            /** Format: uuid */
            interaction_id: string;
            /** @enum {string} */
            type: "interaction_changed";
        } | {
            /** @enum {string} */
            type: "settings_changed";
            what: components["schemas"]["SettingsWord"];
        } | {
            reason: components["schemas"]["SignedOutReason"];
            /** @enum {string} */
            type: "signed_out";
        } | {
            /** Format: date-time */
            server_time: string;
            /** @enum {string} */
            type: "pong";
        };
        Session: {
            agent: components["schemas"]["SessionAgent"];
            brands: components["schemas"]["SessionBrand"][];
            permissions: string[];
            /** Format: date-time */
            server_time: string;
            tenant: components["schemas"]["SessionTenant"];
        };
        SessionAgent: {
            extension: string;
            /** Format: uuid */
            group_id: string;
            group_name: string;
            /** Format: uuid */
            id: string;
            login_id: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "supervisor" | "agent";
        };
        SessionBrand: {
            /** Format: uuid */
            id: string;
            /** @description Grouped for reading. */
            main_number?: string | null;
            name: string;
            slug: string;
        };
        SessionTenant: {
            domain: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @enum {string} */
        SettingsWord: "agents" | "groups" | "queues" | "numbers" | "trunks" | "scenarios" | "sounds" | "categories";
        /** @enum {string} */
        SignedOutReason: "elsewhere" | "by_supervisor" | "absent" | "deactivated" | "expired";
        SignIn: {
            /** @description The company's domain. */
            company: string;
            login_id: string;
            password: string;
        };
        SignInEntry: {
            agent_name?: string | null;
            /** Format: date-time */
            at: string;
            ip_masked?: string | null;
            /** @enum {string} */
            kind: "sign_in" | "sign_out";
            login_id: string;
            /** @enum {string} */
            result: "succeeded" | "wrong_password" | "unknown_id" | "locked" | "deactivated";
            user_agent?: string | null;
        };
        SignInList: {
            items: components["schemas"]["SignInEntry"][];
            /** Format: int32 */
            page: number;
            /** Format: int32 */
            per_page: number;
            /** Format: int64 */
            total: number;
        };
        /** @enum {string} */
        SimulatedChannel: "voice" | "text";
        SimulatedChoice: {
            digit: string;
            name: string;
        };
        /** @enum {string} */
        SimulatedStaffing: "ready" | "busy" | "none";
        Simulation: {
            awaiting: components["schemas"]["SimulationAwaits"];
            /** @description Keys that lead on now, for the keypad. */
            digits: string[];
            happenings: components["schemas"]["Happening"][];
        };
        /** @enum {string} */
        SimulationAwaits: "key" | "digits" | "message" | "agent" | "nothing";
        SimulationBody: {
            /** @description Korean wall-clock time, `2026-11-20T14:30`. */
            at: string;
            channel: components["schemas"]["SimulatedChannel"];
            /** @description As it is on the screen, saved or not. */
            document: components["schemas"]["ScenarioDocument"];
            staffing: components["schemas"]["SimulatedStaffing"];
            /** @description At most 200, always from the beginning. */
            steps: components["schemas"]["SimulationStep"][];
        };
        SimulationStep: {
            /** @description `0`–`9`, `*` or `#`. */
            digit: string;
            /** @enum {string} */
            kind: "press";
        } | {
            /** @enum {string} */
            kind: "wait";
            /** Format: int32 */
            seconds: number;
        } | {
            /** @enum {string} */
            kind: "agent_answers";
        } | {
            /** @enum {string} */
            kind: "hang_up";
        };
        SkillLevel: {
            /** Format: uuid */
            agent_id: string;
            /**
             * Format: int32
             * @description 1 is the best.
             */
            level: number;
        };
        /** @enum {string} */
        Softphone: "up" | "down";
        SoftphoneLeg: {
            /** @description SDP. */
            answer: string;
            /** Format: uuid */
            leg_id: string;
        };
        Sound: {
            /** Format: int64 */
            bytes: number;
            /** Format: date-time */
            created_at: string;
            created_by?: string | null;
            /** Format: int64 */
            duration_ms: number;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["SoundKind"];
            name: string;
            /** @description Of a made sound. */
            text?: string | null;
            used_in: components["schemas"]["SoundUse"][];
            voice?: components["schemas"]["Voice"] | null;
        };
        /** @enum {string} */
        SoundKind: "made" | "uploaded";
        SoundList: {
            items: components["schemas"]["Sound"][];
        };
        SoundName: {
            name: string;
        };
        SoundUse: {
            /** @description A menu's name, or which shared announcement. */
            place: string;
            scenario: string;
            /** Format: uuid */
            scenario_id: string;
        };
        StartedWebCall: {
            /** @description SDP. */
            answer: string;
            /** Format: uuid */
            call_id: string;
            /** @description Needed to follow the call and to hang up. */
            token: string;
        };
        Status: {
            /** @enum {string} */
            kind: "ready" | "busy" | "wrap_up" | "away" | "signed_out";
            /** @enum {string} */
            reason?: "break" | "meal" | "training" | "meeting" | "no_answer";
            /**
             * Format: date-time
             * @description Missing while signed out.
             */
            since?: string | null;
            /**
             * Format: date-time
             * @description When it ends by itself.
             */
            until?: string | null;
        };
        /** @description A status somebody may choose. */
        StatusChoice: {
            kind: components["schemas"]["ChoosableStatus"];
            /** @enum {string} */
            reason?: "break" | "meal" | "training" | "meeting" | "no_answer";
        };
        /** @description Of the queue with the most calls today. */
        Targets: {
            /** Format: double */
            answer_rate: number;
            /** Format: double */
            service_level: number;
            /** Format: int32 */
            service_level_seconds: number;
        };
        TestRunBody: {
            document: components["schemas"]["ScenarioDocument"];
        };
        TimelineEntry: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "arrived" | "answered" | "menu" | "queued" | "offered" | "declined" | "no_answer" | "picked_up" | "connected" | "held" | "resumed" | "agent_lost" | "agent_back" | "overflowed" | "returned" | "callback_requested" | "digits_taken" | "text_queued" | "message_left" | "forwarded" | "called_back" | "forward_answered" | "ended" | "recording_ready";
            /** @description Ready to show, in the language asked for. */
            text: string;
        };
        TokenBody: {
            token: string;
        };
        Totals: {
            /** Format: int32 */
            abandoned: number;
            /**
             * Format: double
             * @description Answered ÷ offered, 0–1. Missing before the first call.
             */
            answer_rate?: number | null;
            /** Format: int32 */
            answered: number;
            /** Format: int32 */
            callbacks: number;
            /** Format: date-time */
            longest_waiting_since?: string | null;
            /** Format: double */
            mean_wait_seconds?: number | null;
            /** Format: int32 */
            offered: number;
            /** @description The same weekday a week ago, up to the same time of day. */
            same_day_last_week: components["schemas"]["LastWeek"];
            /**
             * Format: double
             * @description Answered in time ÷ offered, 0–1.
             */
            service_level?: number | null;
            /**
             * Format: double
             * @description Answered in time ÷ answered, 0–1: the other definition in use (X-01).
             */
            service_level_of_answered?: number | null;
            /** Format: int32 */
            short_abandoned: number;
            targets: components["schemas"]["Targets"];
            waiting: number;
        };
        TrendPoint: {
            /** Format: int32 */
            abandoned: number;
            /** Format: int32 */
            answered: number;
            /** Format: date-time */
            at: string;
            /** Format: int32 */
            last_week_offered: number;
            /** Format: int32 */
            offered: number;
        };
        Trunk: {
            access: components["schemas"]["TrunkAccessLine"];
            /**
             * Format: int32
             * @description Calls at once.
             */
            channels: number;
            enabled: boolean;
            host: string;
            /** Format: uuid */
            id: string;
            in_use: number;
            name: string;
            /** Format: int32 */
            port: number;
            /** @description Is asked with OPTIONS whether it is there. */
            probed: boolean;
            /** @enum {string} */
            state: "up" | "unknown" | "down" | "disabled";
            /** @description Why it is down, as a sentence; empty otherwise. */
            state_detail: string;
            /** Format: date-time */
            state_since?: string | null;
            /** @enum {string} */
            transport: "udp" | "tcp";
        };
        TrunkAccessBody: {
            allowed: string[];
            /** @enum {string} */
            kind: "address";
        } | {
            /** @enum {string} */
            kind: "registration";
            /** @description Missing: the one kept stays. */
            password?: string | null;
            realm?: string | null;
            username: string;
        };
        TrunkAccessLine: {
            allowed: string[];
            /** @enum {string} */
            kind: "address";
        } | {
            /** @enum {string} */
            kind: "registration";
            password_set: boolean;
            realm?: string | null;
            username: string;
        };
        TrunkBody: {
            access: components["schemas"]["TrunkAccessBody"];
            /** Format: int32 */
            channels: number;
            enabled: boolean;
            host: string;
            name: string;
            /** Format: int32 */
            port: number;
            /** @default true */
            probed: boolean;
            /** @enum {string} */
            transport: "udp" | "tcp";
        };
        TrunkLine: {
            /** Format: int32 */
            channels: number;
            /** Format: uuid */
            id: string;
            in_use: number;
            name: string;
            /** @enum {string} */
            state: "up" | "unknown" | "down" | "disabled";
        };
        TrunkList: {
            items: components["schemas"]["Trunk"][];
        };
        UnmaskedCustomer: {
            email?: string | null;
            name: string;
            number?: string | null;
        };
        UnmaskedNumber: {
            /** @description Missing when withheld. */
            number?: string | null;
        };
        Visit: {
            agent_name?: string | null;
            /** Format: int32 */
            declines: number;
            /** Format: date-time */
            entered_at: string;
            /** Format: date-time */
            left_at?: string | null;
            /** Format: int32 */
            no_answers: number;
            /** Format: int32 */
            offers: number;
            /** @enum {string} */
            outcome?: "answered" | "abandoned" | "callback_requested" | "wait_limit" | "overflowed" | "failed";
            queue_name: string;
        };
        Voice: {
            /** @enum {string} */
            gender: "female" | "male";
            /** @enum {string} */
            language: "ko" | "en" | "ja" | "zh";
            /**
             * Format: int32
             * @description Percent of the natural pace.
             */
            speed: number;
        };
        /** @description A stretch of a recording, in milliseconds from its beginning. */
        VoiceMessage: {
            /** Format: int64 */
            from_ms: number;
            /**
             * Format: uuid
             * @description Absent while the recording is on its way.
             */
            recording_id?: string | null;
            /** Format: int64 */
            to_ms: number;
        };
        Waiting: {
            /** @enum {string} */
            channel: "phone" | "web_call";
            customer_name?: string | null;
            /** Format: uuid */
            interaction_id: string;
            /** @description To be called, rather than on the line. */
            is_callback: boolean;
            /** @description Whoever asks may take it now. */
            may_pick_up: boolean;
            menu_path: string[];
            number_masked?: string | null;
            /** Format: uuid */
            queue_id: string;
            queue_name: string;
            /** @description Whose phone rings for it. */
            ringing_agent?: string | null;
            /** Format: date-time */
            since: string;
            vip: boolean;
        };
        /** @enum {string} */
        WarningCode: "queue_without_agents" | "trunk_down" | "store_behind";
        WarningLine: {
            code: components["schemas"]["WarningCode"];
            /** Format: uuid */
            queue_id?: string | null;
            text: string;
            /** Format: uuid */
            trunk_id?: string | null;
        };
        Waveform: {
            /** @description What the customer heard: agent, announcements, music. */
            agent: number[];
            /** @description Loudness of each step, 0–100. */
            customer: number[];
            /** Format: int64 */
            duration_ms: number;
            /** Format: int64 */
            step_ms: number;
        };
        WebCallPage: {
            brand_name: string;
            number?: string | null;
            open: boolean;
            /**
             * Format: date-time
             * @description The next opening, when closed.
             */
            opens_at?: string | null;
        };
        WebCallState: {
            /** @enum {string} */
            end_reason?: "customer_hung_up" | "agent_hung_up" | "left_in_ivr" | "abandoned_in_queue" | "abandoned_while_ringing" | "scenario_ended" | "closed" | "wait_limit" | "callback_requested" | "not_reached" | "forwarded" | "voicemail_left" | "unavailable" | "not_in_service" | "connection_lost" | "no_capacity" | "system_stopped" | "failed";
            state: components["schemas"]["WebCallStateWord"];
            /** Format: date-time */
            waiting_since?: string | null;
        };
        /** @enum {string} */
        WebCallStateWord: "ivr" | "waiting" | "talking" | "held" | "ended";
        WrapUp: {
            /** Format: uuid */
            agent_id: string;
            agent_name: string;
            /** Format: uuid */
            category_id?: string | null;
            /**
             * Format: date-time
             * @description Missing while it is a draft.
             */
            saved_at?: string | null;
            text: string;
            /** Format: date-time */
            updated_at: string;
        };
        WrapUpDue: {
            /** Format: uuid */
            interaction_id: string;
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until?: string | null;
        };
        WrapUpForm: {
            /** Format: uuid */
            category_id?: string | null;
            /** @description A draft is kept but is not yet the agent's word. */
            draft: boolean;
            /** @description At most 1,024 characters. */
            text: string;
            then?: components["schemas"]["StatusChoice"] | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
